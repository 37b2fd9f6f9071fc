// Elements from values, without a framework.

/** An element: properties, `on…` listeners, `data`, `class`; children may be text, elements, lists or nothing. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "data") Object.assign(element.dataset, value);
    else if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list" && name !== "form") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Once, into the page: icons stay while the office cannot be reached. */
export async function fetchIcons() {
  const text = await (await fetch("/bersama/ikon.svg")).text();
  const sprite = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
  sprite.setAttribute("hidden", "");
  sprite.setAttribute("aria-hidden", "true");
  document.body.prepend(sprite);
}

/** One of /bersama/ikon.svg; decoration, words always stand beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

/** A key as a hint on a control. */
export const hint = (key) => key && h("kbd", { "aria-hidden": "true" }, key);

/** Brings the children of `parent` in line with `items`; elements of known keys stay, with focus and scroll. */
export function keyed(parent, items, keyOf, make, update) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let at = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let child = before.get(key);
    if (child) before.delete(key);
    else {
      child = make(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
  for (const gone of before.values()) gone.remove();
}

/** Replaces the content of `parent` where `value` has changed since; focus and scroll stay where they were. */
export function refill(parent, value, make) {
  const now = JSON.stringify(value);
  if (parent.shownValue === now) return;
  parent.shownValue = now;
  const held = parent.contains(document.activeElement) ? document.activeElement.dataset.act : undefined;
  const scrolled = parent.querySelector(".scroll")?.scrollTop ?? 0;
  parent.replaceChildren(...[make()].flat(Infinity).filter(Boolean));
  const scroll = parent.querySelector(".scroll");
  if (scroll) scroll.scrollTop = scrolled;
  if (held) parent.querySelector(`[data-act="${CSS.escape(held)}"]:not(:disabled)`)?.focus();
}
