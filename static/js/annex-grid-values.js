// How values of the grid are shown and typed: days as 05/09/2026, quantities one to a line.
(() => {
  "use strict";

  const twoDigits = (number) => String(number).padStart(2, "0");

  function shownDay(iso, hour) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso || "");
    if (!parts) return iso || "";
    const day = `${parts[3]}/${parts[2]}/${parts[1]}`;
    return hour ? `${day} ${hour}` : day;
  }

  // {day, hour} from 5/9/26, 05-09-2026, 05092026, with or without an hour behind; null when it is no day.
  function readDay(typed) {
    const text = typed.trim();
    if (!text) return { day: "", hour: "" };
    const found = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ ,]+(\d{1,2})[:hg](\d{2})?)?$/.exec(text)
      || /^(\d{2})(\d{2})(\d{4})$/.exec(text);
    if (!found) return null;
    const year = found[3].length === 2 ? 2000 + Number(found[3]) : Number(found[3]);
    const [month, day] = [Number(found[2]), Number(found[1])];
    const checked = new Date(Date.UTC(year, month - 1, day));
    if (checked.getUTCMonth() !== month - 1 || checked.getUTCDate() !== day || year < 1945 || year > 2100) return null;
    const hour = found[4] === undefined ? "" : `${twoDigits(found[4])}:${found[5] || "00"}`;
    if (hour && !/^([01]\d|2[0-3]):[0-5]\d$/.test(hour)) return null;
    return { day: `${year}-${twoDigits(month)}-${twoDigits(day)}`, hour };
  }

  const shownTarget = (one) => [one.qualifier, one.quantity, one.unit].filter(Boolean).join(" ");
  const typedTargets = (targets) => (targets || []).map((one) => `${one.ticked ? "+" : "-"} ${shownTarget(one)}`).join("\n");

  // Each line "+ ít nhất 51 hợp tác xã" counts, "- …" stays a candidate; null when a line holds no number.
  function readTargets(typed) {
    const targets = [];
    for (const line of typed.split("\n").map((one) => one.trim()).filter(Boolean)) {
      const found = /^([+-]?)\s*(\D*?)\s*(\d[\d.,]*)\s*(\D.*)$/.exec(line);
      if (!found) return null;
      const quantity = found[3].replace(/\.(?=\d{3}(\D|$))/g, "").replace(/[.,]$/, "").replace(",", ".");
      targets.push({ ticked: found[1] !== "-", qualifier: found[2].trim(), quantity, unit: found[4].trim() });
    }
    return targets;
  }

  const WRONG = {
    day: "Không phải là một ngày. Hãy gõ dạng 5/9/26 hoặc 05/09/2026, hoặc Esc để bỏ.",
    targets: "Mỗi dòng một chỉ tiêu, có số và đơn vị: + 51 hợp tác xã. Gõ - ở đầu dòng nếu không theo dõi.",
  };

  // The words in the open cell, and what they mean: {values} or {wrong}.
  function typedValue(row, cell) {
    if (cell === "start") return shownDay(row.start);
    if (cell === "end") return shownDay(row.end, row.end_time);
    return cell === "targets" ? typedTargets(row.targets) : row[cell] || "";
  }

  function readValue(cell, typed) {
    if (cell === "start" || cell === "end") {
      const read = readDay(typed);
      if (!read || (cell === "start" && read.hour)) return { wrong: WRONG.day };
      return { values: cell === "start" ? { start: read.day } : { end: read.day, end_time: read.hour } };
    }
    if (cell === "targets") {
      const targets = readTargets(typed);
      return targets ? { values: { targets } } : { wrong: WRONG.targets };
    }
    const oneLine = ["text", "product"].includes(cell) ? typed : typed.replace(/\s*\n\s*/g, "; ");
    return { values: { [cell]: oneLine.replace(/[ \t]+$/gm, "") } };
  }

  window.annexGrid = window.annexGrid || {};
  window.annexGrid.values = { shownDay, readDay, shownTarget, typedValue, readValue };
})();
