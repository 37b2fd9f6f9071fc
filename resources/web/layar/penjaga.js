/* Keeps the page on this machine, so that a television switched on while the office is off shows it all the same.
 *
 * The page itself is asked of the office first; its files, which never change under their version, of the store first.
 * Events, sound, pictures and the pages of staff pass by untouched.
 */
'use strict';

const VERSION = '{version}';
const FILES = {files};
const STORE = 'layar-' + VERSION;
const PATIENCE = 4000;       // a machine that is off answers nothing at all, for minutes

self.addEventListener('install', function (event) {
  event.waitUntil(caches.open(STORE).then(function (store) {
    return store.addAll(['/layar'].concat(FILES.map(function (name) { return '/layar/' + VERSION + '/' + name; })));
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener('activate', function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    const old = names.filter(function (name) { return name.indexOf('layar-') === 0 && name !== STORE; });
    return Promise.all(old.map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

function kept(asked) { return caches.open(STORE).then(function (store) { return store.match(asked); }); }

function page(request) {
  const asked = fetch(request);
  const late = new Promise(function (resolve) { setTimeout(resolve, PATIENCE); });
  const fresh = asked.then(function (answer) { return answer.ok ? answer : undefined; }, function () {});
  return Promise.race([fresh, late]).then(function (answer) { return answer || kept('/layar'); })
    .then(function (answer) { return answer || asked; });
}

self.addEventListener('fetch', function (event) {
  const path = new URL(event.request.url).pathname;
  if (event.request.mode === 'navigate' && (path === '/layar' || path === '/layar/')) event.respondWith(page(event.request));
  else if (path.indexOf('/layar/' + VERSION + '/') === 0) {
    event.respondWith(kept(event.request).then(function (answer) { return answer || fetch(event.request); }));
  }
});
