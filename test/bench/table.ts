import type { Result } from './result.ts'
import type { Spread } from './sample.ts'

/** The results as lines of aligned columns. */
export function drawResults(results: Result[]): string {
  const head = ['one', 'CPU, µs', '', 'a second', '', '÷ (a)', '', '÷ (b)', '', 'goal']
  const lines = results.map(({ name, work, cpu, perSecond, ratios, goal }) => [
    `${work}: ${name}`,
    ...show(cpu, 0),
    ...show(perSecond, 0),
    ...(ratios ? [...show(ratios.echo, 2), ...show(ratios.store, 2)] : ['', '', '', '']),
    goal ? `≤ ${goal.most} × (b): ${goal.isMet ? 'met' : 'MISSED'}` : '',
  ])
  return align([head, ...lines])
}

/** The median, and from where to where it goes. */
function show({ median, least, most }: Spread, digits: number): [string, string] {
  return [median.toFixed(digits), `${least.toFixed(digits)}–${most.toFixed(digits)}`]
}

/** Pads every column to its widest cell: the first and the last to the left, figures to the right. */
export function align(rows: string[][]): string {
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const isText = (at: number) => at === 0 || at === columns - 1
  const draw = (row: string[]) =>
    widths.map((width, at) => (isText(at) ? (row[at] ?? '').padEnd(width) : (row[at] ?? '').padStart(width)))
  return rows.map((row) => draw(row).join('  ').trimEnd()).join('\n')
}
