// Fills in the fingerprint of the office's authority.

const answer = await fetch("/percaya/api/sidik");
const shown = await answer.json();

document.querySelector("#name").textContent = shown.name;
document.querySelector("#sha256").textContent = shown.sha256;
document.querySelector("#words").replaceChildren(
  ...shown.words.map((word) => Object.assign(document.createElement("li"), { textContent: word })),
);
