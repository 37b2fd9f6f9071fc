/* Staff choose who speaks in the waiting room, and read what of the folder is not shown. */
'use strict';

(function () {
  const AGAIN = 3000;
  const $ = function (id) { return document.getElementById(id); };

  function say(problem) {
    const box = $('kabar');
    box.hidden = !problem;
    box.textContent = problem ? (problem.title || 'Kantor tidak terjangkau.') + ' ' + (problem.detail || 'Halaman ini mencoba lagi.') : '';
  }

  async function ask(path, body) {
    const options = body ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {};
    const answer = await fetch('/suara/api' + path, { cache: 'no-store', ...options });
    if (!answer.ok) throw await answer.json();
    return answer.status === 204 ? null : answer.json();
  }

  function choice(name, words, chosen) {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    const title = document.createElement('b');
    const more = document.createElement('small');
    radio.type = 'radio';
    radio.name = 'suara';
    radio.checked = chosen;
    radio.value = name;
    title.textContent = name || 'Mesin kantor';
    more.textContent = words;
    label.className = chosen ? 'terpilih' : '';
    label.append(radio, title, more);
    return label;
  }

  function notes(list, sentences) {
    list.replaceChildren(...sentences.map(function (sentence) {
      return Object.assign(document.createElement('li'), { textContent: sentence });
    }));
  }

  function draw(kept) {
    const voice = kept.voice;
    const open = kept.displays.map(function (display) {
      const words = display.voice ? 'sedang bertugas' : display.able ? 'terbuka, bisa bersuara' : 'terbuka, perlu disentuh sekali';
      return choice(display.name, words, display.name === voice.display);
    });
    const away = voice.display && !kept.displays.some(function (display) { return display.name === voice.display; });
    const focused = document.activeElement && document.activeElement.name === 'suara' ? document.activeElement.value : null;
    $('pilihan').replaceChildren(
      choice('', voice.speaker === 'office' ? 'bersuara sekarang' : 'pengganti bila layar mati', !voice.display),
      ...open,
      ...(away ? [choice(voice.display, 'sedang tidak terbuka', true)] : []));
    if (focused !== null) $('pilihan').querySelectorAll('input').forEach(function (one) { if (one.value === focused) one.focus(); });
    $('antre').textContent = voice.waiting ? voice.waiting + ' panggilan belum diucapkan' : 'Volume ' + voice.volume;
    notes($('catatan-suara'), voice.notes.map(function (note) { return note.sentence; }));
    notes($('catatan-layar'), kept.displays.filter(function (display) { return !display.keeps; }).map(function (display) {
      return display.name + ': belum percaya pada CA kantor, jadi belum bisa menunggu sendiri.';
    }));
    $('jumlah').textContent = kept.slides ? kept.slides + ' tampil bergantian di layar.' : 'Belum ada yang tampil.';
    notes($('catatan-gambar'), kept.notes.map(function (note) { return note.name + ': ' + note.reason; }));
  }

  async function look() {
    try {
      draw(await ask('', null));
      say(null);
    } catch (problem) { say(problem); }
  }

  async function act(path, body) {
    try {
      await ask(path, body);
      await look();
    } catch (problem) { say(problem); }
  }

  $('pilihan').addEventListener('change', function (event) { act('/pilih', { display: event.target.value }); });
  $('coba').addEventListener('click', function () { act('/coba', {}); });
  setInterval(look, AGAIN);
  look();
})();
