import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// `prisma generate` wants to download a schema engine that generating does not use. Naming any
// executable makes it skip the download, so installing needs the npm registry and nothing else.
// The variable lives only in this child: left in the environment it would make `prisma migrate
// deploy` succeed without applying anything.
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
  cwd: root,
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
  encoding: 'utf8',
})
if (status !== 0) {
  process.stderr.write(
    `${stdout}${stderr}\nGenerating the Prisma client failed; mend prisma/schema.prisma, then run: npm run build\n`,
  )
  process.exit(status ?? 1)
}
