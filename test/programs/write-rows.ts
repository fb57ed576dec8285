import { openEmbedded } from '../../domain/store/embedded.ts'
import { applyMigrations } from '../../domain/store/migrations.ts'

// Writes rows into the embedded database, one at a time and in transactions of three, for ever. Prints the key of each
// once it is saved.
const [dataDir = '', round = ''] = process.argv.slice(2)
const database = await openEmbedded(dataDir)
await applyMigrations(database)
console.log('ready')
for (let n = 0; ; n++) {
  const keys = n % 2 === 0 ? [`${round}-${n}`] : [1, 2, 3].map((part) => `${round}-${n}-${part}`)
  await database.db.$transaction(async (tx) => {
    for (const key of keys) await tx.guess.create({ data: { key, count: n, windowEnd: new Date(0) } })
  })
  console.log(keys.join(' '))
}
