import { withWork } from '../domain/context.ts'
import type { OfficeFile } from '../domain/office-file.ts'
import { parseOfficeFile } from '../domain/office-file.ts'
import { custodianAccounts, findOfficer } from '../domain/officers.ts'
import { putOfficeInForce } from '../domain/open-context.ts'
import { type Deps, type OperatorCommand, type Print, readWords } from './operator-command.ts'
import { readJson } from './read-json.ts'
import { UsageError } from './usage.ts'

type Request = { act: 'import'; path: string } | { act: 'show'; json: boolean }

const usage = [
  'Usage: npm run office -- import <file>     puts an office file in force',
  '       npm run office -- show [--json]     what is in force',
].join('\n')

/** The office file: its units, places, topics, hours and rooms. */
export const office: OperatorCommand<Request> = {
  read(args) {
    const { positionals, values } = readWords(args, { json: { type: 'boolean' } }, usage)
    const [act, path, ...more] = positionals
    if (act === 'show' && path === undefined) return { act, json: values.json === true }
    if (act === 'import' && path !== undefined && more.length === 0) return { act, path }
    throw new UsageError(usage)
  },
  run: (deps, request, print) =>
    request.act === 'import' ? importFile(deps, request.path, print) : show(deps, request.json, print),
}

async function importFile(deps: Deps, path: string, print: Print): Promise<number> {
  const parsed = parseOfficeFile(await readJson(path))
  if (!parsed.ok) {
    print(`${path} is not right, and nothing was changed:`)
    for (const { path: where, problem } of parsed.problems) print(`  ${where || '(the whole file)'}: ${problem}`)
    return 1
  }
  const { changed, version } = await putOfficeInForce(deps.context, parsed.office, deps.now())
  print(changed ? `In force as version ${version}.` : `Nothing changed: version ${version} says the same.`)
  await tellMissingCustodians(deps, parsed.office, print)
  return 0
}

async function show({ context, now }: Deps, json: boolean, print: Print): Promise<number> {
  const { version, ...file } = await context.office()
  if (json) {
    for (const line of JSON.stringify(file, null, 2).split('\n')) print(line)
    return 0
  }
  const villages = file.townships.flatMap((township) => township.villages)
  print(`Version ${version}: ${file.name.zh} (${file.name.en})`)
  print(`Hours: ${file.hours.map(([from, to]) => `${from}–${to}`).join(', ')}`)
  print('Units:')
  for (const unit of file.units)
    print(`  ${unit.id}  ${unit.name.zh}${unit.id === file.defaultUnit ? '  (default)' : ''}`)
  print('Rooms:')
  for (const room of file.rooms) print(`  ${room.id}  ${room.name}  ${room.channel}  ${room.unit ?? 'whole office'}`)
  print(`Places: ${file.townships.length} townships, ${villages.length} villages`)
  print(`Topics: ${file.categories.map((category) => category.name.zh).join('、')}`)
  await tellMissingCustodians({ context, now }, file, print)
  return 0
}

/** Without a custodian who can be reached in the country, no accusation is taken: better said now than to a resident. */
async function tellMissingCustodians({ context, now }: Pick<Deps, 'context' | 'now'>, file: OfficeFile, print: Print) {
  const { custodians } = file.accusations
  await withWork({ ...context, office: async () => ({ ...file, version: 0 }) }, now(), async (work) => {
    if ((await custodianAccounts(work)).length > 0) return
    print('Nobody can receive accusations yet, so the bot takes none.')
    for (const name of custodians) {
      const invite = (await findOfficer(work, name)) ? 'has not come in by the web page yet' : 'is not staff yet'
      print(`  ${name} ${invite}: npm run staff -- invite ${name} --role officer`)
    }
  })
}
