/* Staff choose who speaks in the waiting room, and read what of the folder is not shown. */
'use strict';

(function () {
  const AGAIN = 3000;
  const TRIALS = { waiting: 'Nada segera dibunyikan.', heard: 'Nada sudah dibunyikan.', failed: 'Nada tidak terdengar. Baca catatan di bawah.' };
  const $ = function (id) { return document.getElementById(id); };

  let pending = null;        // the display that staff picked and have not yet matched with the television
  let tried = false;

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

  function choice(id, name, words, chosen) {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    const title = document.createElement('b');
    const more = document.createElement('small');
    radio.type = 'radio';
    radio.name = 'suara';
    radio.checked = chosen;
    radio.value = id;
    radio.dataset.name = name;
    title.textContent = name;
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
    const picked = pending ? pending.id : voice.display_id;
    const open = kept.displays.map(function (display) {
      const words = display.voice ? 'sedang bertugas' : display.able ? 'terbuka, bisa bersuara' : 'terbuka, perlu disentuh sekali';
      return choice(display.id, display.name, words, display.id === picked);
    });
    const away = voice.display && !kept.displays.some(function (display) { return display.id === voice.display_id; });
    const focused = document.activeElement && document.activeElement.name === 'suara' ? document.activeElement.value : null;
    $('pilihan').replaceChildren(
      choice('', 'Mesin kantor', voice.speaker === 'office' ? 'bersuara sekarang' : 'pengganti bila layar mati', !picked),
      ...open,
      ...(away ? [choice(voice.display_id, voice.display, 'sedang tidak terbuka', voice.display_id === picked)] : []));
    $('cocok').hidden = !pending;
    $('cocok-kata').textContent = pending ? 'Lihat televisi itu. Apakah tertulis besar: ' + pending.name + '?' : '';
    if (focused !== null) $('pilihan').querySelectorAll('input').forEach(function (one) { if (one.value === focused) one.focus(); });
    $('antre').textContent = tried && TRIALS[voice.trial] ? TRIALS[voice.trial] : voice.waiting ? voice.waiting + ' panggilan belum diucapkan' : 'Volume ' + voice.volume;
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
    } catch (problem) {
      pending = null;
      say(problem);
    }
  }

  function match(display) {
    pending = display;
    return act('/tunjuk', { display: display.id });
  }

  function choose(id) {
    pending = null;
    return act('/pilih', { display: id });
  }

  $('pilihan').addEventListener('change', function (event) {
    const radio = event.target;
    if (radio.value) match({ id: radio.value, name: radio.dataset.name });
    else choose('');
  });
  $('ya').addEventListener('click', function () { choose(pending.id); });
  $('bukan').addEventListener('click', function () { pending = null; look(); });
  $('coba').addEventListener('click', function () { tried = true; act('/coba', {}); });
  setInterval(look, AGAIN);
  look();
})();
