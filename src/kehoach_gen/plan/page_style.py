"""How the page of a plan looks: on a screen, on a phone, where each row of the table is a card, and on paper."""

STYLE = """\
:root { color-scheme: light dark; --chu: #1a1a1a; --nen: #fff; --ke: #767676; --lien-ket: #0b4f8a; --nhat: #f2f2f2; }
@media (prefers-color-scheme: dark) { :root { --chu: #ececec; --nen: #161616; --ke: #9a9a9a; --lien-ket: #8ec5ff; --nhat: #262626; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; color: var(--chu); background: var(--nen);
  font: 1.125rem/1.5 "Times New Roman", "Liberation Serif", Tinos, serif; overflow-wrap: break-word; }
a { color: var(--lien-ket); }
a:focus-visible { outline: .2rem solid currentColor; outline-offset: .2rem; }
.bo-qua { position: absolute; left: -999rem; }
.bo-qua:focus { position: static; }
.dau-trang { display: grid; grid-template-columns: 2fr 3fr; gap: .5rem 1rem; text-align: center; }
.dau-trang p, .ky p { margin: 0; }
.tieu-ngu { border-bottom: 1px solid; }
.ngay, .can-cu, .kem-theo, .noi-nhan > p { font-style: italic; }
nav, main > h1, main > h2, main > h3, main > h4, main > p, .ky { max-width: 50rem; margin-left: auto; margin-right: auto; }
nav { margin-top: 1rem; padding: .5rem 1rem; background: var(--nhat); }
nav ul, .noi-nhan ul { list-style: none; margin: 0; padding: 0; }
nav a { display: inline-block; padding: .25rem 0; }
h1, h2, h3, h4 { font-size: 1.125rem; line-height: 1.4; }
h1 { font-size: 1.25rem; text-align: center; }
h2.phan, .phu-luc h2, .kem-theo, .ket-thuc { text-align: center; }
main > p { margin-top: .5rem; margin-bottom: .5rem; text-indent: 2rem; }
.ky { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; margin-top: 1.5rem; }
.noi-nhan { grid-row: span 2; font-size: 1rem; }
.chu-ky, .ho-ten { text-align: center; }
.ho-ten { align-self: end; padding-top: 4rem; }
.phu-luc { margin-top: 3rem; border-top: 1px solid var(--ke); }
table { width: 100%; border-collapse: collapse; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border: 1px solid var(--ke); padding: .3rem .4rem; vertical-align: middle; text-align: left; }
thead th, tbody th[scope=row], .linh-vuc td { text-align: center; }
thead th, .linh-vuc { background: var(--nhat); }
tbody th[scope=row] { font-weight: normal; }
.linh-vuc td { font-weight: bold; }
td:nth-of-type(1) { min-width: 20rem; }
.linh-vuc td:nth-of-type(1) { min-width: 0; }
@media screen and (max-width: 48rem) {
  .dau-trang, .ky { grid-template-columns: 1fr; }
  .quoc-hieu { order: -1; }
  main > p { text-indent: 0; }
  .chu-ky { margin-top: 1.5rem; }
  table, tbody, tr, td, tbody th { display: block; border: 0; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { border: 1px solid var(--ke); margin-bottom: .75rem; padding: .25rem .5rem; }
  tbody tr.linh-vuc { display: flex; border: 0; }
  tbody th[scope=row] { text-align: left; font-weight: bold; padding-bottom: 0; }
  td:nth-of-type(1) { min-width: 0; }
  td[data-cot]:empty { display: none; }
  td[data-cot]::before { content: attr(data-cot) ": "; font-weight: bold; }
}
@media print {
  @page { size: A4; margin: 20mm 15mm 20mm 30mm; }
  @page ngang { size: A4 landscape; }
  :root { --chu: #000; --nen: #fff; --ke: #000; --nhat: #fff; }
  body { max-width: none; padding: 0; font-size: 14pt; }
  nav, .bo-qua { display: none; }
  .phu-luc { page: ngang; break-before: page; border: 0; margin: 0; }
  table { font-size: 12pt; width: calc(100% - 1mm); }
  td:nth-of-type(1) { min-width: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h1, h2, h3, h4, .linh-vuc { break-after: avoid; }
  .ky { break-inside: avoid; }
}
"""
