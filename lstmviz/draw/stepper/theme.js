// The page's own background tells the theme; outside Streamlit the system's choice does.
export function themeOf(root) {
  const probe = getComputedStyle(root).getPropertyValue("--st-background-color").trim();
  if (!probe) return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = probe;
  const [red, green, blue] = canvas.fillStyle.match(/\w\w/g).map((pair) => parseInt(pair, 16));
  return red + green + blue > 382 ? "light" : "dark";
}
