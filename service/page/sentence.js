// One sentence of the summary: it can be pointed at, pinned and edited.

import { make, onHover } from "./dom.js";

/** Under this name a citation carries the words it points to. */
export const WORDS = Symbol("words");

/** Support below which a printed sentence is marked; the check lets pass what has 0.5. */
export const LOW_SUPPORT = 0.65;

export const isDoubtful = (sentence) => sentence.supported === false || sentence.findings.some((finding) => finding.blocking);
export const isWeak = (sentence) => !isDoubtful(sentence) && (sentence.support < LOW_SUPPORT || sentence.findings.length > 0);

/** Make the element of a sentence; `on` holds point(), pin(), unpin() and save(text), which is given null where the editing was given up. */
export function sentenceElement(sentence, i, on) {
  const kinds = [sentence.repaired ? "repaired" : null, isDoubtful(sentence) ? "doubtful" : null, isWeak(sentence) ? "weak" : null,
    sentence.method === "edited" ? "edited" : null].filter(Boolean);
  const element = make("span", {
    class: ["sentence", ...kinds].join(" "), tabindex: "0", role: "button", "aria-pressed": "false", "data-number": i + 1,
  }, sentence.text);
  onHover(element, on.point);
  element.addEventListener("focus", on.point);
  element.addEventListener("click", on.pin);
  element.addEventListener("dblclick", () => editSentence(element, sentence, i, on.save));
  element.addEventListener("keydown", (event) => {
    if (element.isContentEditable || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") on.unpin();
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); on.pin(); }
    if (event.key.toLowerCase() === "e") { event.preventDefault(); editSentence(element, sentence, i, on.save); }
  });
  return element;
}

/** Let the sentence be typed over in its place: Enter or leaving it saves, Escape gives up. */
export function editSentence(element, sentence, i, save) {
  if (element.isContentEditable) return;
  element.setAttribute("contenteditable", "plaintext-only");
  element.setAttribute("role", "textbox");
  element.setAttribute("aria-label", `Sentence ${i + 1}. Enter saves, Escape gives up.`);
  element.removeAttribute("aria-pressed");
  let over = false;
  const finish = (keep) => {
    if (over) return;
    over = true;
    const text = element.textContent.replace(/\s+/g, " ").trim();
    element.removeAttribute("contenteditable");
    save(keep && text && text !== sentence.text ? text : null);
  };
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    finish(event.key === "Enter");
  });
  element.addEventListener("blur", () => finish(true));
  element.focus();
  getSelection().selectAllChildren(element);
  getSelection().collapseToEnd();
}
