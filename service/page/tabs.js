// Tabs as the ARIA practices have them: one tab stop, arrow keys go from tab to tab.

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

/** Bring tabs to life; returns choose(name). `onChoose(name)` is told of each choice. */
export function tabs(onChoose) {
  const all = [...document.querySelectorAll("[role=tab]")];
  const choose = (tab) => {
    for (const one of all) {
      one.setAttribute("aria-selected", String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
      document.getElementById(one.getAttribute("aria-controls")).hidden = one !== tab;
    }
    onChoose(tab.id);
  };
  for (const [i, tab] of all.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const at = { Home: 0, End: all.length - 1 }[event.key] ?? (event.key in STEPS ? (i + STEPS[event.key] + all.length) % all.length : -1);
      if (at < 0) return;
      event.preventDefault();
      choose(all[at]);
      all[at].focus();
    });
  }
  return (id) => choose(all.find((tab) => tab.id === id));
}
