/// How a page looks: one column of text, quiet lines, wide tables that scroll on a phone and repeat their heads on
/// paper.
let pageStyle = """
  :root {
    --ink: #1c2430; --soft: #5a6675; --line: #d5dbe3; --quiet: #f4f6f9; --accent: #14507d;
    --sans: "Inter", "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC", "Source Han Sans SC",
      "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif;
    --serif: "Source Serif 4", Georgia, "Times New Roman", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC",
      SimSun, serif;
    --mono: "JetBrains Mono", Consolas, Menlo, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;
  }
  :lang(zh-TW), :lang(zh-Hant) {
    --sans: "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", sans-serif;
  }
  * { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
  body {
    margin: 0; background: #fff; color: var(--ink); font: 1rem/1.65 var(--sans);
    overflow-wrap: break-word; text-rendering: optimizeLegibility;
  }
  :lang(zh) body, body:lang(zh) { line-height: 1.8; }
  main { max-width: 50rem; margin: 0 auto; padding: 3.5rem 1.5rem 3rem; }
  .banner {
    margin: 0; padding: .5rem 1.5rem; background: #fff4e5; color: #9a3412; border-bottom: 1px solid #f3d3a8;
    text-align: center; font-size: .875rem; font-weight: 600; letter-spacing: .04em;
  }
  h1, h2, h3, h4, h5, h6 { line-height: 1.3; margin: 2.4em 0 .7em; font-weight: 650; break-after: avoid; text-wrap: balance; }
  h1 {
    font-size: 2.1rem; margin: 0 0 1.4rem; padding-bottom: 1.1rem; border-bottom: 3px solid var(--accent);
    letter-spacing: -.01em;
  }
  h2 { font-size: 1.45rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
  h3 { font-size: 1.15rem; color: var(--accent); margin-top: 2em; }
  h4, h5, h6 { font-size: 1rem; margin-top: 1.8em; }
  h5, h6 { color: var(--soft); }
  p, ul, ol, blockquote, pre, dl { margin: 0 0 1.05em; }
  ul, ol { padding-left: 1.6em; }
  li { margin: .25em 0; }
  li > p { margin-bottom: .4em; }
  li > ul, li > ol { margin-bottom: .4em; }
  li > input[type=checkbox] { margin: 0 .45em 0 -1.45em; vertical-align: -.05em; accent-color: var(--accent); }
  li:has(> input[type=checkbox]) { list-style: none; }
  a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
  strong { font-weight: 650; }
  p > em:only-child { color: var(--soft); }
  :lang(zh) em { font-style: normal; text-emphasis: filled dot; text-emphasis-position: under right; }
  :lang(zh) p > em:only-child { text-emphasis: none; }
  blockquote { margin-left: 0; padding: .1em 0 .1em 1.1em; border-left: 3px solid var(--line); color: var(--soft); }
  blockquote > :last-child { margin-bottom: 0; }
  code { font: .9em/1.5 var(--mono); background: var(--quiet); padding: .1em .3em; border-radius: 3px; }
  pre { background: var(--quiet); padding: .9em 1.1em; overflow-x: auto; border-radius: 4px; }
  pre code { padding: 0; background: none; }
  hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em 0; }
  hr:has(+ h2) { border: 0; margin: 0; }
  img, svg { max-width: 100%; height: auto; }
  svg { vertical-align: top; }
  p:has(> svg) { display: flex; flex-wrap: wrap; justify-content: center; gap: 1.6em 1.5em; margin-bottom: 1.6em; }
  p > svg { flex: none; }
  .table {
    overflow-x: auto; margin: 0 0 1.5em; -webkit-overflow-scrolling: touch;
    background:
      linear-gradient(90deg, #fff 1.5rem, #fff0) 0 / 3rem 100% local no-repeat,
      linear-gradient(270deg, #fff 1.5rem, #fff0) 100% / 3rem 100% local no-repeat,
      linear-gradient(90deg, #1c243022, #1c243000) 0 / .8rem 100% scroll no-repeat,
      linear-gradient(270deg, #1c243022, #1c243000) 100% / .8rem 100% scroll no-repeat;
  }
  table { border-collapse: collapse; min-width: 100%; font-size: .925rem; line-height: 1.5; }
  thead { border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink); }
  tbody { border-bottom: 1.5px solid var(--ink); }
  table:not(:has(th:nth-child(3))) { min-width: 60%; }
  th { font-weight: 650; text-align: left; vertical-align: bottom; white-space: nowrap; word-break: keep-all; }
  .short { white-space: nowrap; }
  td { vertical-align: top; }
  th, td { padding: .5em .9em; }
  th:first-child, td:first-child { padding-left: .15em; }
  th:last-child, td:last-child { padding-right: .15em; }
  tbody tr + tr { border-top: 1px solid var(--line); }
  [align=right] { text-align: right; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
  [align=center] { text-align: center; }
  nav { margin: 0 0 2.5rem; padding: 1.1rem 1.4rem 1.2rem; background: var(--quiet); border-radius: 4px; }
  nav h2 { margin: 0 0 .5rem; padding: 0; border: 0; font-size: .95rem; color: var(--soft); font-weight: 600; }
  nav ol { list-style: none; margin: 0; padding: 0; }
  nav li { margin: .18em 0; break-inside: avoid; }
  nav a { color: var(--ink); text-decoration: none; }
  nav a:hover { text-decoration: underline; }
  nav .depth-2 { padding-left: 1.4em; font-size: .95em; }
  nav .depth-3 { padding-left: 2.8em; font-size: .9em; color: var(--soft); }
  nav .depth-4, nav .depth-5, nav .depth-6 { padding-left: 4.2em; font-size: .9em; }
  .footnotes { margin-top: 3.5rem; padding-top: .9rem; border-top: 1px solid var(--line); font-size: .875rem; color: var(--soft); }
  sup { line-height: 0; font-size: .75em; }
  .footnote-ref a, .footnote-backref { text-decoration: none; }
  footer { max-width: 50rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; color: var(--soft); font-size: .8125rem; }
  @media (min-width: 48rem) {
    nav ol { columns: 2; column-gap: 2.5rem; }
    nav .depth-1 { break-after: avoid; }
  }
  @media (max-width: 36rem) {
    main { padding: 1.75rem 1.1rem 2rem; }
    h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; } h3 { font-size: 1.08rem; }
    .table { margin-left: -1.1rem; margin-right: -1.1rem; padding: 0 1.1rem; }
    table { font-size: .875rem; width: max-content; }
    td { max-width: 15em; }
    footer { padding: 1rem 1.1rem 2rem; }
  }
  @page {
    size: A4; margin: 24mm 20mm 22mm;
    font: 8.5pt Arial, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #5a6675;
  }
  @media print {
    html { font-size: 10pt; }
    body { line-height: 1.5; }
    :lang(zh) body, body:lang(zh) { line-height: 1.6; }
    main, footer { max-width: none; padding: 0; }
    .banner { margin-bottom: 1.5rem; border: 1px solid #f3d3a8; }
    footer { display: none; }
    nav { background: none; padding: 0; }
    nav.long { break-after: page; }
    nav h2 { font-size: 1.2rem; color: var(--ink); margin-top: 0; }
    nav ol { columns: 1; }
    nav.long ol { columns: 2; column-gap: 2.5rem; font-size: .95em; }
    hr:has(+ h2) { break-after: page; visibility: hidden; }
    hr + h2 { margin-top: 0; }
    h1 { font-size: 1.8rem; margin-bottom: 1.1rem; padding-bottom: .8rem; }
    h2 { font-size: 1.35rem; margin: 1.8em 0 .6em; }
    h3 { margin: 1.3em 0 .45em; }
    h4, h5, h6 { margin: 1.2em 0 .35em; }
    nav + h2 { margin-top: 0; }
    p, ul, ol, blockquote, pre, dl { margin-bottom: .75em; }
    li { margin: .15em 0; }
    a { color: inherit; text-decoration: none; }
    .table { overflow: visible; background: none; }
    .table { margin-bottom: 1em; }
    .table:not(:has(tbody tr:nth-child(13))) { break-inside: avoid; }
    table { font-size: 8.75pt; line-height: 1.4; min-width: 0; width: 100%; }
    table:not(:has(th:nth-child(3))) { width: 60%; }
    th, td { padding: .32em .6em; }
    thead { display: table-header-group; }
    th { white-space: normal; }
    tr, li, blockquote, pre, figure, img, svg { break-inside: avoid; }
    pre { white-space: pre-wrap; }
    p, li { orphans: 2; widows: 2; }
    * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  }

  """
