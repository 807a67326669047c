"use strict";
// The graph of who had it from whom. Without this script the table below it says the same.
(() => {
  const box = document.getElementById("graph");
  const parts = document.currentScript.dataset.parts.split(" ");
  if (!box) return;
  // What draws it is large, so it comes when the reader comes near.
  const near = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    near.disconnect();
    Promise.all(parts.map(load)).then(() => draw(box));
  }, { rootMargin: "1000px" });
  near.observe(box.parentElement);
})();

function load(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
}

async function draw(box) {
  const answer = await fetch(box.dataset.source, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const graph = await answer.json();
  if (!graph.nodes.length) return;

  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const size = (node) => ({ width: Math.min(190, 34 + node.label.length * 6.4), height: node.label.length > 26 ? 46 : 32 });
  const laid = await new ELK().layout({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.layered.spacing.nodeNodeBetweenLayers": innerWidth < 600 ? "40" : "110",
      "elk.spacing.nodeNode": "22",
    },
    children: graph.nodes.map((node) => ({ id: node.id, ...size(node) })),
    edges: graph.edges.map((edge) => ({ id: edge.id, sources: [edge.source], targets: [edge.target] })),
  });
  const places = Object.fromEntries(laid.children.map((one) => [one.id, { x: one.x + one.width / 2, y: one.y + one.height / 2 }]));

  box.hidden = false;
  // As high as the picture at a size that can be read, but never more than most of a screen.
  const scale = Math.min(1.4, (box.clientWidth - 48) / laid.width);
  box.style.height = `${Math.round(Math.min(innerHeight * 0.85, Math.max(200, laid.height * scale + 48)))}px`;
  document.querySelector(".graph-tools").hidden = false;
  const drawn = cytoscape({
    container: box,
    elements: [
      ...graph.nodes.map((node) => ({ data: { ...node, ...size(node) }, position: places[node.id] })),
      ...graph.edges.map((edge) => ({ data: edge })),
    ],
    layout: { name: "preset", padding: 24 },
    minZoom: 0.2, maxZoom: 3, userZoomingEnabled: false, autoungrabify: true,
    style: [
      { selector: "node", style: { label: "data(label)", width: "data(width)", height: "data(height)", shape: "round-rectangle", "font-size": 11, "font-family": "system-ui, sans-serif", "text-valign": "center", "text-wrap": "wrap", "text-max-width": 170, color: colour("--ink"), "background-color": colour("--paper"), "border-width": 1.5, "border-color": colour("--ink") } },
      { selector: "node[kind='origin']", style: { shape: "ellipse", "background-color": colour("--content"), "border-color": colour("--good") } },
      { selector: "node[kind='anonymous']", style: { shape: "ellipse", "border-style": "dashed", "border-color": colour("--anonymous") } },
      { selector: "node[kind='copy']", style: { color: colour("--soft"), "border-color": colour("--soft"), "background-color": colour("--line") } },
      { selector: "edge", style: { width: 1.4, "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8, "line-color": colour("--soft"), "target-arrow-color": colour("--soft") } },
      { selector: "edge[relation='copied']", style: { "line-style": "dotted" } },
      { selector: "edge[relation='circle']", style: { "line-color": colour("--danger"), "target-arrow-color": colour("--danger"), width: 2.4 } },
    ],
  });
  drawn.on("tap", "node[href]", (event) => { location.href = `/articles/${encodeURIComponent(event.target.data("href"))}`; });
  document.querySelector(".graph-tools").addEventListener("click", (event) => {
    if (event.target.dataset.graph === "fit") drawn.fit(undefined, 24);
  });
}
