/* The page: holds the line to the office and puts each full state on the screen. */
'use strict';

(function () {
  const SILENT = 15000;      // the office speaks at least every 5 s
  const STALE = 120000;      // what is older is shown pale: nobody may walk to a number of long ago
  const RECENT = 30000;      // a call of the outage that is still worth a highlight
  const ROWS = 6;
  const COUNTERS = window.innerHeight > window.innerWidth ? 4 : 6;   // on one page of the strip
  const CLOSED = { name: 'Loket', state: 'closed', ticket: '' };
  const WITHOUT_NUMBER = { open: 'Siap melayani', paused: 'Jeda sebentar', closed: 'Belum ada yang buka' };
  const TURN = 8000;
  const LATE = 8000;         // the office not heard of since the page opened: it is off
  const PLACE = 'anjungan.kantor';
  const version = document.body.getAttribute('data-version');
  const $ = function (id) { return document.getElementById(id); };

  let source = null;
  let wait = 1000;
  let tried = 0;
  let heard = performance.now();
  let offset = null;         // office time minus performance.now(), ms
  let zone = 0;              // office zone, minutes east
  let known = '';            // what is remembered of the office
  let state = null;
  let page = 0;

  const stage = Layar.Panggung($('panggung'), function () { return performance.now(); });
  const slides = Layar.Gambar($('media'), '/layar/');
  const voice = Layar.Suara($('sentuh'), $('nama-layar'));
  const rows = Array.from({ length: ROWS }, function () { return row('li', ['b', 'span'], $('terakhir')); });
  const counters = Array.from({ length: COUNTERS }, function () { return row('div', ['i', 'b'], $('loket')); });
  const lines = Array.from({ length: 10 }, function () { return row('span', ['b', 'span'], $('menunggu')); });
  $('menunggu').insertBefore(document.createTextNode('Orang menunggu'), $('menunggu').firstChild);

  function row(kind, parts, parent) {
    const element = document.createElement(kind);
    const inner = parts.map(function (part) { return element.appendChild(document.createElement(part)); });
    parent.appendChild(element);
    return { element: element, first: inner[0], second: inner[1] };
  }

  /* The line. One EventSource at a time; a silent one is replaced, whatever it says of itself. */
  function connect() {
    tried = performance.now();
    source = new EventSource('/layar/peristiwa');
    source.addEventListener('display', function (event) {
      wait = 1000;
      heard = performance.now();
      take(JSON.parse(event.data));
    });
    source.onerror = lost;
  }

  function lost() {
    if (!source) return;
    source.close();
    source = null;
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, 10000);
  }

  function take(next) {
    if (next.page !== version) reload();
    state = next;
    const clock = /T.*([+-])(\d\d):(\d\d)$/.exec(next.clock);
    zone = clock ? (clock[1] === '-' ? -1 : 1) * (60 * clock[2] + Number(clock[3])) : 0;
    offset = Date.parse(next.clock) - performance.now();
    remember();
    stage.take(next.now_calling, next.last, function (call) {
      return Date.parse(next.clock) - Date.parse(call.called_at) < RECENT;
    });
    slides.take(next.slides);
    draw();
    drawText(next.running_text);
    voice.stir();
    tick();
  }

  /* Opened while the office is off, the page still has its name, and the clock of this machine in the office's zone. */
  function remember() {
    const now = JSON.stringify([state.office_name, state.regency_name, zone]);
    if (now === known) return;
    known = now;
    try { localStorage.setItem(PLACE, known); } catch (refused) { known = now; }
  }

  function recall() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(PLACE)); } catch (refused) { kept = null; }
    if (!kept) return;
    Layar.text($('kantor'), kept[0]);
    Layar.text($('kabupaten'), kept[1]);
    zone = kept[2];
    offset = Date.now() - performance.now();
  }

  /* Only once the new page can be had: a reload into an error page would stay there. */
  function reload() {
    const asked = new XMLHttpRequest();
    asked.open('GET', '/layar');
    asked.onload = function () {
      if (asked.status === 200 && asked.responseText.indexOf('data-version') > 0) location.reload();
    };
    asked.send();
  }

  function draw() {
    Layar.text($('kantor'), state.office_name);
    Layar.text($('kabupaten'), state.regency_name);
    Layar.text($('buka'), state.opening_sentence);
    $('buka').classList.toggle('tutup', !state.open);
    document.body.classList.remove('awal');
    document.body.classList.toggle('sepi', !state.last.length);
    drawRows();
    drawCounters();
    lines.forEach(function (line, index) {
      const series = state.waiting[index];
      Layar.show(line.element, Boolean(series));
      Layar.text(line.first, series ? series.series : '');
      Layar.text(line.second, series ? String(series.waiting) : '');
    });
    Layar.show($('menunggu'), state.waiting.length > 0);
  }

  function drawRows() {
    rows.forEach(function (row, index) {
      const call = state.last[index];
      Layar.text(row.first, call ? call.number : '');
      Layar.text(row.second, call ? call.counter_name : '');
      row.element.className = !call ? 'kosong' : stage.fresh(call.number) ? 'segar' : '';
      row.element.classList.toggle('panjang', Boolean(call) && Layar.long(call.counter_name));
    });
  }

  function drawCounters() {
    const open = state.counters.filter(function (counter) { return counter.state !== 'closed'; });
    const none = !open.length;
    const pages = Math.max(1, Math.ceil(open.length / COUNTERS));
    const from = (page % pages) * COUNTERS;
    counters.forEach(function (slot, index) {
      const counter = none && !index ? CLOSED : open[from + index];
      Layar.show(slot.element, Boolean(counter));
      if (!counter) return;
      Layar.text(slot.first, counter.name);
      slot.first.classList.toggle('panjang', Layar.long(counter.name));
      Layar.text(slot.second, counter.ticket || WITHOUT_NUMBER[counter.state]);
      slot.second.className = counter.ticket ? '' : 'kata';
      slot.element.className = counter.state === 'open' ? '' : 'jeda';
    });
  }

  /* Sentences that fit stand still; only longer ones run. */
  function drawText(sentences) {
    const words = sentences.join('   \u2022   ');
    const element = $('teks-isi');
    $('teks').classList.toggle('kosong', !words);
    if (element.textContent === words) return;
    element.classList.remove('jalan');
    element.textContent = words;
    const wide = element.offsetWidth;
    const room = $('teks').offsetWidth;
    if (wide > room) {
      const seconds = Math.round((wide + room) / (room / 18));
      element.style.animationDuration = seconds + 's';
      element.style.animationDelay = -Math.round(seconds * room * 0.9 / (wide + room)) + 's';
      element.classList.add('jalan');
    }
  }

  const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];
  const MONTHS = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober',
    'November', 'Desember'];

  /* The clock is the office's, so the television's own may be wrong. */
  function tick() {
    const silent = performance.now() - heard;
    if (offset !== null) {
      const time = new Date(performance.now() + offset + zone * 60000);
      Layar.text($('jam'), two(time.getUTCHours()) + '.' + two(time.getUTCMinutes()));
      Layar.text($('tanggal'), DAYS[time.getUTCDay()] + ', ' + time.getUTCDate() + ' ' + MONTHS[time.getUTCMonth()] + ' ' +
        time.getUTCFullYear());
    }
    stage.advance();
    if (state) drawRows();
    const stale = silent > STALE;
    document.body.classList.toggle('usang', stale);
    $('putus').classList.toggle('lama', stale);
    const off = !state && performance.now() > LATE;
    Layar.text($('sambutan-judul'), off ? 'Menunggu layanan kantor …' : 'Selamat datang');
    Layar.text($('sambutan-isi'), off ? 'Layar ini menyambung sendiri. Perhatikan panggilan petugas.' :
      'Nomor yang dipanggil tampil di sini.');
    Layar.show($('putus'), !off && (!state || silent > SILENT / 2));
    Layar.text($('putus'), stale ? 'Layar ini sedang menyambung kembali. Perhatikan panggilan petugas.' :
      state ? 'Menyambung kembali…' : 'Menyambung ke kantor…');
    if (performance.now() - Math.max(heard, tried) > SILENT) lost();
  }

  function two(number) { return (number < 10 ? '0' : '') + number; }

  setInterval(tick, 500);
  setInterval(function () { page += 1; if (state) drawCounters(); }, TURN);
  window.addEventListener('offline', lost);
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register('/layar/penjaga.js', { scope: '/layar' }).catch(function () { /* see /layar/atur */ });
  }
  recall();
  tick();
  connect();
})();
