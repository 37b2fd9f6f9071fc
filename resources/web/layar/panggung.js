/* The stage: which calls stand large, and for how long.
 *
 * A new call is never shown later than it can be seen, and never pushed away before SEEN ms: with two of them on the
 * stage the third waits its turn. What has been seen stays until something newer comes, so the stage is never empty once
 * somebody was called. Nothing here grows: two places, and a line of at most WAITING calls.
 */
'use strict';
var Layar = window.Layar || {};
window.Layar = Layar;

Layar.Panggung = function (root, now) {
  const SEEN = 7000;
  const LINGER = 20000;
  const WAITING = 40;
  const cards = Array.prototype.slice.call(root.querySelectorAll('.kartu'));
  const welcome = root.querySelector('.sambutan');
  let known = null;
  let walking = new Set();   // numbers that are called and not yet served
  let places = [];
  let line = [];

  function isFresh(place) { return place.since !== null && now() - place.since < SEEN; }
  function lingers(place) { return place.since !== null && now() - place.since < LINGER; }

  /* Takes the calls of a state, newest first; `recent` tells whether a call is worth a highlight. */
  function take(calling, last, recent) {
    const calls = merged(calling, last);
    const before = known;
    known = new Set(calls.map(function (call) { return call.id; }));
    walking = new Set(calling.map(function (call) { return call.number; }));
    if (!calls.length) {
      places = [];
      line = [];
    } else if (before === null) {
      places = standing(calling.length ? calling : last);
    } else {
      calls.filter(function (call) { return !before.has(call.id); }).reverse().forEach(function (call) {
        if (recent(call)) line.push(call);
        else if (!line.length) places = [{ call: call, since: null }];
      });
      line = line.slice(-WAITING);
    }
    advance();
  }

  function standing(calls) {
    return calls.slice(0, 2).map(function (call) { return { call: call, since: null }; });
  }

  function merged(calling, last) {
    const byId = new Map();
    calling.concat(last).forEach(function (call) { byId.set(call.id, call); });
    return Array.from(byId.values()).sort(function (one, other) { return other.seq - one.seq; });
  }

  /* Lets the next calls onto the stage and the seen ones off it. Call it often. */
  function advance() {
    while (line.length) {
      const next = line[0];
      const same = places.findIndex(function (place) { return place.call.number === next.number; });
      const free = same >= 0 || places.filter(isFresh).length < 2;
      if (!free) break;
      line.shift();
      const staying = places.filter(function (place, index) { return index !== same && lingers(place); });
      places = [{ call: next, since: now() }].concat(staying).slice(0, 2);
    }
    if (places.length === 2 && !places.some(isFresh) && !places.every(lingers) && places[0].since !== null) {
      places = places.slice(0, 1);
    }
    draw();
  }

  function draw() {
    Layar.show(welcome, !places.length);
    root.classList.toggle('dua', places.length === 2);
    cards.forEach(function (card, index) {
      const place = places[index];
      Layar.show(card, Boolean(place));
      if (!place) return;
      const call = place.call;
      const number = card.querySelector('.nomor');
      const goal = card.querySelector('.tujuan');
      Layar.text(number, call.number);
      number.className = 'nomor n' + Math.min(7, call.number.length);
      Layar.text(goal, call.counter_name);
      const long = Layar.long(call.counter_name);
      goal.classList.toggle('panjang', long);
      card.classList.toggle('jauh', long);
      card.classList.toggle('tumpuk', long || call.number.length > 5 || window.innerHeight > window.innerWidth);
      const past = !isFresh(place) && !walking.has(call.number);
      card.classList.toggle('lewat', past);
      Layar.text(card.querySelector('.kartu-kata'), past ? 'Panggilan terakhir' :
        call.ordinal > 1 ? 'Panggilan ulang' : 'Nomor antrean');
      card.classList.toggle('baru', isFresh(place));
      card.setAttribute('data-call', call.id);
    });
  }

  function fresh(number) {
    return line.some(function (call) { return call.number === number; }) ||
      places.some(function (place) { return place.call.number === number && isFresh(place); });
  }

  return { take: take, advance: advance, fresh: fresh };
};

/* Changes of the page happen only where something changed: days of repeated states cost nothing. */
Layar.text = function (element, words) { if (element.textContent !== words) element.textContent = words; };
Layar.long = function (name) { return name.length > 11; };   // no longer in one line beside a number
Layar.kept = function () { return Boolean(navigator.serviceWorker && navigator.serviceWorker.controller); };
Layar.show = function (element, shown) { if (element.hidden === shown) element.hidden = !shown; };
