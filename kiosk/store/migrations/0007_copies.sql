-- Every paper once: its original and each SALINAN ke-n.
DROP INDEX print_jobs_one_original;
CREATE UNIQUE INDEX print_jobs_once ON print_jobs (subject, subject_id, copy);
