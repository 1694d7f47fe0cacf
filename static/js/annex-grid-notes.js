// The strip under the grid: why the cell in focus is doubted, how it looks on paper, which name must be mapped.
(() => {
  "use strict";

  const { rows: acts, element, mark, HEADS } = window.annexGrid;
  const SVG = "http://www.w3.org/2000/svg";
  const MARGIN = 0.006;
  const OCR_WORDS = "Chữ đọc bằng máy từ ảnh. Hãy so với văn bản rồi xác nhận.";
  const CONVERTED_WORDS = "Chữ chuyển từ phông cũ (TCVN3, VNI). Hãy so với văn bản rồi xác nhận.";

  function createNotes({ strip, store, view, source, addresses, agencies, run, onMapped, say }) {
    const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

    function button(words, act, tone = "") {
      const made = element("button", `btn btn-small ${tone}`.trim(), words);
      made.type = "button";
      made.addEventListener("click", act);
      return made;
    }

    function doubtNote(doubt) {
      const note = element("p", "annex-note is-doubt");
      note.append(mark("doubt"), element("span", "", doubt.reason));
      return note;
    }

    // The page itself, seen through a window as large as the row.
    function cropOf(box) {
      const svg = document.createElementNS(SVG, "svg");
      svg.setAttribute("class", "annex-crop");
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", "Chỗ của dòng này trên trang nguồn");
      source.load(box.page).then((image) => {
        const [width, height] = [image.naturalWidth, image.naturalHeight];
        const top = Math.max(0, box.top - MARGIN) * height;
        const tall = Math.min(1, box.bottom + MARGIN) * height - top;
        svg.setAttribute("viewBox", `${box.left * width} ${top} ${(box.right - box.left) * width} ${tall}`);
        const picture = document.createElementNS(SVG, "image");
        for (const [name, value] of Object.entries({ href: image.src, width, height })) picture.setAttribute(name, value);
        svg.append(picture);
      }).catch(() => svg.remove());
      return svg;
    }

    function scanNote(row) {
      const note = element("div", "annex-note is-scan");
      note.append(mark("scan"), element("span", "", row.source === "converted" ? CONVERTED_WORDS : OCR_WORDS));
      for (const box of (row.boxes || []).slice(0, 2)) note.append(cropOf(box));
      return note;
    }

    function unknownNote(name) {
      const note = element("div", "annex-note is-unknown");
      const label = element("label", "");
      label.append(mark("unknown"), element("span", "", `“${name}” chưa có trong danh bạ. Là cơ quan:`));
      const select = element("select", "form-select");
      select.append(new Option("– để như viết –", ""));
      for (const group of agencies) {
        const part = document.createElement("optgroup");
        part.label = group.label;
        group.agencies.forEach(([id, words]) => part.append(new Option(words, id)));
        select.append(part);
      }
      select.addEventListener("change", () => select.value && map(name, select));
      label.append(select);
      note.append(label);
      return note;
    }

    async function map(name, select) {
      const body = new URLSearchParams({ name, agency: select.value });
      try {
        const answer = await fetch(addresses.names, { method: "POST", headers: { "X-CSRFToken": token() }, body });
        const told = await answer.json();
        if (!answer.ok) throw new Error(told.message);
        onMapped(told.names);
        say(told.message, "done");
      } catch (error) {
        select.value = "";
        const lost = "Chưa ghi được tên này. Hãy thử lại khi có mạng.";
        say(error instanceof TypeError || !error.message ? lost : error.message, "danger");
      }
    }

    function show() {
      const { key, cell } = view.focused;
      const row = store.rows[acts.place(store.rows, key)];
      if (!row) return;
      const place = acts.asSeen(cell);
      const doubts = acts.openDoubts(row, place);
      const isScanned = (row.ocr || []).includes(place);
      const unknown = cell === "lead" || cell === "partners" ? view.names(row[cell]).filter(view.isUnknown) : [];
      const head = element("p", "annex-note-head");
      head.append(element("b", "", row.is_group ? "Tên nhóm" : HEADS[cell]));
      const others = [...acts.openPlaces(row)].filter((one) => one !== place).map((one) => HEADS[one]);
      if (others.length) head.append(` · dòng này còn phải xem: ${others.join(", ")}`);
      strip.replaceChildren(head, ...doubts.map(doubtNote));
      if (isScanned) strip.append(scanNote(row));
      unknown.forEach((name) => strip.append(unknownNote(name)));
      if (doubts.length || isScanned) {
        const buttons = element("p", "annex-note-acts");
        buttons.append(button("Đúng rồi (F9)", () => run("confirmCell"), "btn-primary"));
        if (others.length) buttons.append(button("Cả dòng đúng (Shift+F9)", () => run("confirmRow")));
        strip.append(buttons);
      } else if (!unknown.length) {
        strip.append(element("p", "annex-note quiet", "Ô này không có gì phải xem."));
      }
    }

    return { show };
  }

  window.annexGrid.createNotes = createNotes;
})();
