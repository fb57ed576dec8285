import type { Closing } from './closing.ts'
import type { Contender } from './contender.ts'
import type { Databases } from './databases.ts'
import { openFloor } from './floors.ts'
import type { Options } from './options.ts'
import { openProduct, type Product } from './product.ts'
import { openTown } from './towns.ts'

/** Everybody who is measured. */
export interface LineUp {
  /** Bare grammY that says what it hears. */
  echo: Contender
  /** The same, with one INSERT for each update. */
  store: Contender
  products: Product[]
}

/** Starts them all, each with a town of its own whose residents have been welcomed. */
export async function openLineUp(databases: Databases, options: Options, closing: Closing): Promise<LineUp> {
  const { residents, profile } = options
  const product = async (mode: 'polling' | 'webhook') =>
    openProduct(openTown(closing), closing, { mode, databaseUrl: await databases.create(), profile })
  const [echo, store, polling, webhook] = await Promise.all([
    openFloor('grammY echo (a)', openTown(closing), closing),
    databases.create().then((url) => openFloor('grammY echo + INSERT (b)', openTown(closing), closing, url)),
    product('polling'),
    product('webhook'),
  ])
  const products = [polling, webhook]
  await Promise.all([
    ...[echo, store, ...products].map(({ town }) => town.moveIn(residents)),
    ...products.map((one) => one.seatStaff()),
  ])
  return { echo, store, products }
}
