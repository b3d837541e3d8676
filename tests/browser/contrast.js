// The texts of a page that are harder to read than the ratio asks for: words, ratio, colours.
(least) => {
  const parts = (colour) => {
    const numbers = colour.match(/[\d.]+(e-?\d+)?/g).map(Number);
    const scaled = colour.startsWith("color(") ? numbers.slice(0, 3).map((each) => each * 255) : numbers.slice(0, 3);
    return [...scaled, numbers[3] === undefined ? 1 : numbers[3]];
  };
  const over = ([r, g, b, a], ground) => [r, g, b].map((each, index) => each * a + ground[index] * (1 - a));
  const light = (colour) => {
    const [r, g, b] = colour.map((each) => each / 255).map((each) => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) layers.unshift(parts(getComputedStyle(each).backgroundColor));
    return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const words = Array.from(element.childNodes).filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
    if (!words || !element.checkVisibility() || element.closest("script, :disabled")) continue;
    const behind = ground(element), colour = over(parts(getComputedStyle(element).color), behind);
    const [high, low] = [light(colour), light(behind)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < least) found.push([words.slice(0, 40), ratio.toFixed(2), element.className]);
  }
  return found;
}
