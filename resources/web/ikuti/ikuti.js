/* Asks again for the part that changes: sooner when the turn is near, later and later when nobody answers. */
(function () {
  'use strict';
  var box = document.getElementById('isi');
  var note = document.getElementById('kabar');
  var usual = note.innerHTML;
  var failures = 0;
  var timer = 0;
  var mood = '';

  function shown() { return box.firstElementChild; }

  function plan() {
    var seconds = Number(shown().getAttribute('data-lagi'));
    clearTimeout(timer);
    if (seconds) timer = setTimeout(ask, 1000 * Math.min(120, seconds * Math.pow(2, failures)) * (0.9 + Math.random() / 5));
  }

  function ask() {
    var request = new XMLHttpRequest();
    clearTimeout(timer);
    request.open('GET', location.pathname + '/isi' + location.search);
    request.timeout = 15000;
    request.onload = function () {
      if (request.status === 200 || request.status === 404) {
        failures = 0;
        box.innerHTML = request.responseText;
        tell();
      } else failures += 1;
      settle();
    };
    request.onerror = request.ontimeout = function () { failures += 1; settle(); };
    request.send();
  }

  function settle() {
    note.innerHTML = failures ? note.getAttribute('data-putus') : usual;
    plan();
  }

  function tell() {
    var now = shown().className;
    document.title = shown().getAttribute('data-judul');
    if (now !== mood && now.indexOf('panggil') >= 0 && navigator.vibrate) navigator.vibrate([400, 200, 400, 200, 400]);
    mood = now;
  }

  document.addEventListener('visibilitychange', function () { if (!document.hidden && Number(shown().getAttribute('data-lagi'))) ask(); });
  mood = shown().className;
  plan();
})();
