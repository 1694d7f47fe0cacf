// Light or dark as the system wishes; loaded before the first paint so that nothing flashes.
(() => {
  const root = document.documentElement;
  const wish = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => root.setAttribute("data-bs-theme", wish.matches ? "dark" : "light");
  follow();
  wish.addEventListener("change", follow);
  root.classList.add("has-script");
})();
