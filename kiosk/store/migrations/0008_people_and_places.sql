-- Staff find the application of whoever lost its code: by NIK, inside the encrypted store alone.
CREATE INDEX applications_applicant ON applications (json_extract(applicant, '$.nik'), submitted_at)
    WHERE json_extract(applicant, '$.nik') IS NOT NULL;
CREATE INDEX applications_concerned ON applications (json_extract(concerned, '$.nik'), submitted_at)
    WHERE json_extract(concerned, '$.nik') IS NOT NULL;

-- The further kiosk from which somebody calls staff; none: this machine's.
ALTER TABLE help_calls ADD COLUMN kiosk INTEGER;
