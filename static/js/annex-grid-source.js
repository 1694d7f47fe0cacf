// The page of the source beside the grid, or in a window of its own, always at the row being edited.
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const MARGIN = 0.004;

  function createSource(root) {
    const svg = root.querySelector("svg.annex-picture");
    const frame = root.querySelector("[data-annex-frame]");
    const label = root.querySelector("[data-annex-page]");
    const state = root.querySelector("[data-annex-state]");
    const count = Number(root.dataset.pages) || 1;
    const address = root.dataset.pageUrl;
    const pages = new Map();
    let shown = 0;
    let boxes = [];
    let isZoomChosen = false;

    const addressOf = (page) => address.replace(/0\/?$/, (end) => end.replace("0", page));

    function load(page) {
      if (!pages.has(page)) {
        pages.set(page, new Promise((resolve, reject) => {
          const image = new Image();
          image.onload = () => resolve(image);
          image.onerror = () => {
            pages.delete(page);
            reject(new Error("Chưa xem được trang này của văn bản nguồn."));
          };
          image.src = addressOf(page);
        }));
      }
      return pages.get(page);
    }

    function drawBoxes(width, height) {
      svg.querySelectorAll("rect").forEach((rect) => rect.remove());
      const here = boxes.filter((box) => box.page === shown);
      for (const box of here) {
        const rect = document.createElementNS(SVG, "rect");
        const sides = {
          x: (box.left - MARGIN) * width,
          y: (box.top - MARGIN) * height,
          width: (box.right - box.left + 2 * MARGIN) * width,
          height: (box.bottom - box.top + 2 * MARGIN) * height,
          rx: 4,
          class: "annex-here",
        };
        for (const [name, value] of Object.entries(sides)) rect.setAttribute(name, value);
        svg.append(rect);
      }
      if (here.length) {
        const top = Math.min(...here.map((box) => box.top));
        const shownAt = svg.getBoundingClientRect();
        frame.scrollTop = top * shownAt.height - frame.clientHeight / 3;
        frame.scrollLeft = here[0].left * shownAt.width - 8;
      }
    }

    async function show(page) {
      shown = Math.max(1, Math.min(count, page));
      label.textContent = `Trang ${shown}/${count}`;
      const asked = shown;
      if (!pages.has(asked)) state.textContent = "Đang mở trang…";
      try {
        const image = await load(asked);
        if (asked !== shown) return;
        const [width, height] = [image.naturalWidth, image.naturalHeight];
        svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
        const picture = svg.querySelector("image");
        picture.setAttribute("href", image.src);
        picture.setAttribute("width", width);
        picture.setAttribute("height", height);
        // A page that lies on its side is too small to read in a narrow pane.
        if (!isZoomChosen) root.classList.toggle("is-zoomed", width > height && frame.clientWidth < 520);
        state.textContent = "";
        drawBoxes(width, height);
      } catch (error) {
        if (asked === shown) state.textContent = error.message;
      }
    }

    root.addEventListener("click", (event) => {
      if (event.target.closest("[data-annex-zoom]")) {
        isZoomChosen = true;
        root.classList.toggle("is-zoomed");
      }
      const step = event.target.closest("[data-annex-turn]");
      if (!step) return;
      boxes = [];
      show(shown + Number(step.dataset.annexTurn));
    });

    // The same page is not scrolled away when the row has no place of its own on it.
    function follow(row) {
      boxes = row.boxes || [];
      const page = boxes.length ? boxes[0].page : row.page;
      if (!page) return;
      show(page);
    }

    return { show, follow, load };
  }

  window.annexGrid = window.annexGrid || {};
  window.annexGrid.createSource = createSource;

  // The second window has the page alone and hears which row is being edited in the first.
  const alone = document.querySelector("[data-annex-alone]");
  if (alone) {
    const source = createSource(alone);
    const channel = new BroadcastChannel(alone.dataset.channel);
    const words = document.querySelector("[data-annex-row]");
    channel.addEventListener("message", (event) => {
      if (event.data.kind !== "row") return;
      source.follow(event.data);
      if (words) words.textContent = event.data.words;
    });
    source.show(1);
    channel.postMessage({ kind: "hello" });
  }
})();
