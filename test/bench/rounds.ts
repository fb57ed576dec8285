import { measure } from './contender.ts'
import type { LineUp } from './line-up.ts'
import type { Options } from './options.ts'
import type { Measured, Series } from './result.ts'

/** Rounds before those that count: what runs often is compiled by then. */
const warmUps = 3

/** Lets them take turns, so that whatever else the machine does falls on all of them. `say` hears how far it is. */
export async function runRounds(lineUp: LineUp, options: Options, say: (text: string) => void): Promise<Measured> {
  const { products } = lineUp
  const emptySeries = ({ name }: { name: string }, work: Series['work']): Series => ({ name, work, samples: [] })
  const measured: Measured = {
    echo: emptySeries(lineUp.echo, 'message'),
    store: emptySeries(lineUp.store, 'message'),
    messages: products.map((one) => emptySeries(one, 'message')),
    tickets: products.map((one) => emptySeries(one, 'ticket')),
  }
  const talking = [
    { contender: lineUp.echo, series: measured.echo },
    { contender: lineUp.store, series: measured.store },
    ...products.map((contender, at) => ({ contender, series: measured.messages[at] })),
  ]
  for (let round = 1 - warmUps; round <= options.rounds; round++) {
    const counts = round >= 1
    say(counts ? `Round ${round} of ${options.rounds}` : 'Warming up')
    for (const { contender, series } of talking) {
      const { town } = contender
      const sample = await measure(contender, options.messages, () => town.write('菜单', options.messages))
      if (counts) series?.samples.push(sample)
    }
    for (const [at, product] of products.entries()) {
      const { town } = product
      await product.passMinute()
      await town.fillForms(options.tickets)
      const sample = await measure(product, options.tickets, () => town.submit())
      if (counts) measured.tickets[at]?.samples.push(sample)
    }
  }
  return measured
}
