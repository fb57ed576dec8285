import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { listMigrations, migrationLock, migrationsFolder, schemaFile, startSchemaEngine } from './schema-engine.ts'

// Writes the migration that leads from the ones there are to prisma/schema.prisma, with nothing downloaded and no
// database running: an empty PGlite is all that is needed to find out what the migrations make.
//
//   npm run migration -- <name>     writes prisma/migrations/<time>_<name>/migration.sql
//   npm run check:migrations        fails when there would be something to write

process.exitCode = await main(process.argv.slice(2))

async function main([name = '']: string[]): Promise<number> {
  const isCheck = name === '--check'
  if (!isCheck && !/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error('Give the migration a name of small letters, for example: npm run migration -- add_bookings')
    return 2
  }
  const script = await missingScript()
  if (script === '') {
    console.log('Schema and migrations agree.')
    return 0
  }
  if (isCheck) {
    console.error(`${script}\nprisma/schema.prisma says more than the migrations. Run: npm run migration -- <name>`)
    return 1
  }
  const stamp = new Date().toISOString().replace(/[-T:]/g, '').slice(0, 14)
  await mkdir(`${migrationsFolder}${stamp}_${name}`, { recursive: true })
  await writeFile(`${migrationsFolder}${stamp}_${name}/migration.sql`, script)
  await writeFile(`${migrationsFolder}migration_lock.toml`, migrationLock)
  console.log(`Wrote prisma/migrations/${stamp}_${name}/migration.sql. Read it before you commit it.`)
  return 0
}

/** The SQL that is missing in the migrations, or an empty string. */
async function missingScript(): Promise<string> {
  const engine = await startSchemaEngine(new PrismaPGlite(new PGlite()))
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...(await listMigrations()) },
    to: { tag: 'schemaDatamodel', files: [{ path: schemaFile, content: await readFile(schemaFile, 'utf8') }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return !stdout || /^-- This is an empty migration\.\s*$/.test(stdout) ? '' : stdout
}
