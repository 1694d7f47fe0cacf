// Short messages: quiet ones at the foot, alarms on top. Other scripts call window.lmhtx.say() and .alarm().
(() => {
  const ICONS = {
    done: "M20 6 9 17l-5-5",
    danger: "M12 8v5M12 16.5v.01M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0",
    info: "M12 11v5M12 7.500v.01M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0",
  };
  const STAY_MS = 8000;

  const drawn = (path) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [name, value] of Object.entries({
      class: "icon", viewBox: "0 0 24 24", fill: "none", stroke: "currentColor",
      "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
    })) svg.setAttribute(name, value);
    const line = document.createElementNS(svg.namespaceURI, "path");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  };

  const note = (words, tone, link) => {
    const box = document.createElement("div");
    box.className = "note";
    box.dataset.tone = tone;
    const text = document.createElement("div");
    text.className = "note-words";
    text.textContent = words;
    if (link) {
      const anchor = document.createElement("a");
      Object.assign(anchor, { href: link.href, target: "_blank", rel: "noopener", textContent: link.label });
      text.append(" ", anchor);
    }
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "btn-plain", textContent: "✕" });
    close.setAttribute("aria-label", "Đóng lời báo");
    close.dataset.lmhtxClose = "";
    box.append(drawn(ICONS[tone] || ICONS.info), text, close);
    return box;
  };

  const say = (words, tone = "done") => {
    const tones = { success: "done", error: "danger", warning: "soon" };
    const box = note(words, tones[tone] || tone);
    document.getElementById("toasts")?.append(box);
    setTimeout(() => box.remove(), STAY_MS);
  };

  // An alarm stays until it is closed or the next request that a person makes succeeds.
  const alarm = (words, link) => {
    const place = document.getElementById("alarm");
    if (place) place.replaceChildren(note(words, "danger", link));
  };
  const quiet = () => document.getElementById("alarm")?.replaceChildren();

  document.addEventListener("click", (event) => {
    event.target.closest?.("[data-lmhtx-close]")?.closest(".note")?.remove();
  });
  document.addEventListener("lmhtx:say", (event) => say(event.detail.message, event.detail.tone));
  window.lmhtx = { say, alarm, quiet };
})();
