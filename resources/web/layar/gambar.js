/* Pictures and films of the office's folder, one after another, in three elements that are used again and again. */
'use strict';

Layar.Gambar = function (box, base) {
  const STAY = 12000;
  const START = 15000;
  const images = [box.querySelector('#gambar-a'), box.querySelector('#gambar-b')];
  const film = box.querySelector('#film');
  let names = [];
  let at = -1;
  let front = 0;
  let timer = 0;
  let failed = 0;

  function take(slides) {
    if (slides.join() === names.join()) return;
    names = slides.slice();
    failed = 0;
    Layar.show(box, names.length > 0);
    document.body.classList.toggle('dengan-media', names.length > 0);
    if (names.length) next();
    else stop();
  }

  function stop() {
    clearTimeout(timer);
    rest(film);
    images.forEach(rest);
  }

  /* After all of them failed in a row, the next round waits: a folder of broken files is no busy loop. */
  function next() {
    clearTimeout(timer);
    if (!names.length) return;
    at = (at + 1) % names.length;
    timer = setTimeout(skip, START);
    if (names[at].indexOf('film/') === 0) play(names[at]);
    else draw(names[at]);
  }

  function skip() {
    failed += 1;
    clearTimeout(timer);
    timer = setTimeout(next, failed < names.length ? 0 : STAY);
  }

  function seen() {
    failed = 0;
    clearTimeout(timer);
  }

  function draw(name) {
    const image = images[1 - front];
    image.onload = function () {
      seen();
      front = 1 - front;
      only(image);
      rest(film);
      timer = setTimeout(names.length > 1 ? next : function () {}, STAY);
    };
    image.onerror = skip;
    image.src = base + name;
  }

  function play(name) {
    film.onplaying = function () { seen(); only(film); watch(film.currentTime); };
    film.onended = next;
    film.onerror = skip;
    film.loop = names.length === 1;
    film.muted = true;
    film.src = base + name;
    const started = film.play();
    if (started && started.catch) started.catch(function () {});
  }

  /* A film that stands still is passed over. */
  function watch(before) {
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (film.currentTime === before) next();
      else watch(film.currentTime);
    }, START);
  }

  function only(element) {
    images.concat(film).forEach(function (one) { one.classList.toggle('tampak', one === element); });
  }

  function rest(element) {
    if (!element.getAttribute('src')) return;
    element.onload = element.onerror = element.onended = element.onplaying = null;
    if (element === film) film.pause();
    element.removeAttribute('src');
    if (element === film) film.load();
  }

  return { take: take };
};
