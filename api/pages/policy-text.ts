import { type Html, html } from './html.ts'

/** A clause as it stands: each line a paragraph, Markdown tables as tables, which `tableLabel` names for who cannot see them. */
export function drawClauseText(text: string, tableLabel: string): Html[] {
  return blocksOf(text).map((block) => drawBlock(block, tableLabel))
}

type Block = { kind: 'line'; text: string } | { kind: 'table'; rows: string[][]; head: boolean }

function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let table: string[] = []
  const endTable = () => {
    if (table.length > 0) blocks.push(toTable(table))
    table = []
  }
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (/^\|.*\|$/.test(line)) {
      table.push(line)
      continue
    }
    endTable()
    if (line !== '') blocks.push({ kind: 'line', text: line })
  }
  endTable()
  return blocks
}

function toTable(lines: string[]): Block {
  const rows = lines.map(cellsOf)
  const ruler = rows.findIndex((cells) => cells.every((cell) => /^:?-{1,}:?$/.test(cell)))
  return { kind: 'table', rows: rows.filter((_, index) => index !== ruler), head: ruler === 1 }
}

/** What stands between the strokes; a stroke of a cell's own is written with a backslash before it. */
function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}

function drawBlock(block: Block, tableLabel: string): Html {
  if (block.kind === 'line') return html`<p>${block.text}</p>\n`
  const [first = [], ...rest] = block.rows
  const body = block.head ? rest : block.rows
  return html`<div class="wide" role="region" aria-label="${tableLabel}" tabindex="0"><table>
${block.head && html`<thead><tr>${first.map((cell) => html`<th scope="col">${drawCell(cell)}</th>`)}</tr></thead>`}
<tbody>${body.map((cells) => html`<tr>${cells.map((cell) => html`<td>${drawCell(cell)}</td>`)}</tr>\n`)}</tbody>
</table></div>\n`
}

/** A line break within a cell is written as HTML in Markdown, there being no other way. */
function drawCell(cell: string): Html[] {
  return cell.split(/<br\s*\/?>/i).map((line, index) => (index === 0 ? html`${line}` : html`<br>${line}`))
}
