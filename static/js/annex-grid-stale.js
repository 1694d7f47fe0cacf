// Two windows over one draft: both texts side by side, and a person chooses.
(() => {
  "use strict";

  const { rows: acts, element, values, HEADS } = window.annexGrid;
  const MOST_SHOWN = 40;
  const HEAD_WORDS = {
    number: "Số", symbol: "Ký hiệu", issued_on: "Ngày ban hành", issuer: "Cơ quan ban hành", title: "Trích yếu",
    kind: "Loại văn bản", keeper: "Cơ quan theo dõi", followed_by: "Đơn vị theo dõi", year: "Năm",
  };

  function differing(saved, mine) {
    const found = [];
    for (const [name, words] of Object.entries(HEAD_WORDS)) {
      const [one, other] = [saved.document[name] ?? "", mine.document[name] ?? ""].map(String);
      if (one !== other) found.push([words, one, other]);
    }
    const savedRows = new Map(saved.rows.map((row) => [row.key, row]));
    mine.rows.forEach((row, index) => {
      const other = savedRows.get(row.key);
      savedRows.delete(row.key);
      const label = `Dòng ${index + 1}`;
      if (!other) {
        found.push([`${label}, cả dòng`, "(không có)", row.text]);
        return;
      }
      for (const cell of acts.CELLS) {
        const [one, two] = [values.typedValue(other, cell), values.typedValue(row, cell)];
        if (one !== two) found.push([`${label}, ${HEADS[cell]}`, one, two]);
      }
    });
    for (const row of savedRows.values()) found.push(["Dòng chỉ có trong bản đã lưu", row.text, "(không có)"]);
    return found;
  }

  // `choose` is called with true to take the saved draft, false to keep one's own.
  function askWhichDraft(dialog, told, mine, choose) {
    const rows = differing(told.draft, mine);
    const body = dialog.querySelector("tbody");
    body.replaceChildren(...rows.slice(0, MOST_SHOWN).map((cells) => {
      const tr = element("tr");
      tr.append(...cells.map((words) => element("td", "", words)));
      return tr;
    }));
    dialog.querySelector("[data-annex-by]").textContent = `${told.by} đã lưu bản khác lúc ${told.saved_at}.`;
    const more = dialog.querySelector("[data-annex-more]");
    more.textContent = rows.length > MOST_SHOWN ? `Còn ${rows.length - MOST_SHOWN} chỗ khác nữa.` : "";
    const pick = (takesSaved) => () => {
      dialog.close();
      choose(takesSaved);
    };
    dialog.querySelector("[data-annex-take]").onclick = pick(true);
    dialog.querySelector("[data-annex-keep]").onclick = pick(false);
    dialog.oncancel = (event) => event.preventDefault();
    dialog.showModal();
  }

  window.annexGrid.askWhichDraft = askWhichDraft;
})();
