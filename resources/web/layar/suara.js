/* The voice, if staff appointed this display: asks the office, plays the call that it is given, and says how it went.
 *
 * What identifies this display stays in its own storage; people see a short name that follows from it. A call is begun
 * once, within the time that the office waits for it, or not at all. That it was said is told with every question, since
 * a word may be lost on the way.
 */
'use strict';

Layar.Suara = function (button, label) {
  const ASK = 2000;
  const KEY = 'anjungan.layar';
  const Context = window.AudioContext || window.webkitAudioContext;
  const id = identity();
  const sound = Context ? new Context() : null;
  let voice = false;
  let busy = '';
  let said = '';

  function identity() {
    const bytes = new Uint8Array(16);
    let kept = '';
    try { kept = localStorage.getItem(KEY) || ''; } catch (refused) { kept = ''; }
    if (/^[0-9a-f]{32}$/.test(kept)) return kept;
    window.crypto.getRandomValues(bytes);
    kept = Array.prototype.map.call(bytes, function (byte) { return ('0' + byte.toString(16)).slice(-2); }).join('');
    try { localStorage.setItem(KEY, kept); } catch (refused) { return kept; }
    return kept;
  }

  function able() { return Boolean(sound) && sound.state === 'running'; }

  function send(path, body, done) {
    const request = new XMLHttpRequest();
    request.open('POST', '/layar/suara' + path);
    request.setRequestHeader('Content-Type', 'application/json');
    request.timeout = 3000;
    request.onload = function () { if (done && request.status === 200) done(JSON.parse(request.responseText)); };
    request.send(JSON.stringify(body));
  }

  /* Also the sign of life by which the lease is kept, so it goes on while a call is spoken. */
  function ask() {
    const asked = performance.now();
    send('', { display: id, able: able(), keeps: Layar.kept(), said: said }, function (answer) {
      voice = answer.lease.voice;
      Layar.text(label, answer.name);
      label.classList.toggle('tunjuk', answer.pointed);
      Layar.show(button, answer.appointed && !able());
      if (answer.lease.offer) take(answer.lease.offer, asked + 1000 * answer.lease.begin_within_s);
    });
  }

  function take(offer, latest) {
    if (offer.id === said) return ended(offer.id, true);
    if (busy) return undefined;
    busy = offer.id;
    const request = new XMLHttpRequest();
    request.open('GET', '/layar/suara/' + offer.id + '.wav');
    request.setRequestHeader('X-Layar', id);
    request.responseType = 'arraybuffer';
    request.timeout = Math.max(1, latest - performance.now());
    request.onload = function () {
      if (request.status !== 200) { busy = ''; return; }
      sound.decodeAudioData(request.response, function (buffer) { play(offer.id, buffer, latest); }, function () { ended(offer.id, false); });
    };
    request.onerror = request.ontimeout = function () { busy = ''; };
    request.send();
    return undefined;
  }

  function play(call, buffer, latest) {
    if (performance.now() > latest || !able()) { ended(call, false); return; }
    const source = sound.createBufferSource();
    source.buffer = buffer;
    source.connect(sound.destination);
    source.onended = function () { said = call; source.disconnect(); ended(call, true); };
    source.start();
  }

  function ended(call, well) {
    busy = '';
    send('/' + call + '/selesai', { display: id, well: well }, null);
    setTimeout(ask, 200);
  }

  function leave() {
    if (navigator.sendBeacon) navigator.sendBeacon('/layar/suara/tutup', new Blob([JSON.stringify({ display: id })], { type: 'application/json' }));
  }

  function unlock() { if (sound && !able()) sound.resume().then(ask, function () {}); }

  ['click', 'touchend', 'keydown'].forEach(function (act) { document.addEventListener(act, unlock); });
  window.addEventListener('pagehide', leave);
  setInterval(ask, ASK);
  ask();
  return { stir: function () { if (voice && !busy) ask(); } };
};
