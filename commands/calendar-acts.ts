import { basename } from 'node:path'
import { findChangedDays, importNotices, readImported } from '../domain/calendar-import.ts'
import { withWork } from '../domain/context.ts'
import { type HolidayNotice, readNotice } from '../domain/holiday-notice.ts'
import { civilDateOf } from '../domain/rules/civil-date.ts'
import { planReception } from '../jobs/plan-reception.ts'
import { recountClocksJob } from '../jobs/recount-clocks.ts'
import { withRehearsal } from '../jobs/rehearse.ts'
import { type Deps, type OperatorCommand, type Print, readWords } from './operator-command.ts'
import { readJson } from './read-json.ts'
import { UsageError } from './usage.ts'

type Request = { act: 'import'; paths: string[]; dry: boolean } | { act: 'list' }

const usage = [
  "Usage: npm run calendar -- import <file.json…> [--dry]   puts a year's holiday notice in force, or shows what it would change",
  '       npm run calendar -- list                          which years are known, and from where',
].join('\n')

/** The yearly holiday notices of the State Council, on which every date in working days hangs. */
export const calendar: OperatorCommand<Request> = {
  read(args) {
    const { positionals, values } = readWords(args, { dry: { type: 'boolean' } }, usage)
    const [act, ...paths] = positionals
    if (act === 'list' && paths.length === 0 && values.dry === undefined) return { act }
    if (act === 'import' && paths.length > 0) return { act, paths, dry: values.dry === true }
    throw new UsageError(usage)
  },
  run: (deps, request, print) => (request.act === 'list' ? list(deps, print) : importFiles(deps, request, print)),
}

async function importFiles(
  { context, now }: Deps,
  { paths, dry }: { paths: string[]; dry: boolean },
  print: Print,
): Promise<number> {
  const notices = await readNotices(paths, print)
  if (!notices) return 1
  const before = await context.calendar()
  const at = now()
  const { changed, calendar: after } = await withRehearsal(context, at, dry, (work) => importNotices(work, notices))
  for (const { year, days } of notices) {
    const isNew = !before.isKnown(`${year}-01-01`)
    print(
      `${year}: ${days.length} days${isNew ? ', a year that was not known' : ''}${changed.includes(year) ? '' : ', imported before'}`,
    )
  }
  const days = findChangedDays(before, after, notices)
  for (const day of days) print(`  ${day.on}  ${day.before} → ${day.after}`)
  if (days.length === 0) print('  No day is other than it was known.')
  if (dry) {
    print('A rehearsal: nothing was changed.')
    return 0
  }
  // Not waiting for the nudge that tells every instance.
  const recount = await recountClocksJob.run({ ...context, calendar: async () => after }, at, { dry })
  print(`In force. Running dates that were counted again: ${recount.count}`)
  for (const line of recount.lines) print(`  ${line}`)
  const reception = await planReception.run({ ...context, calendar: async () => after }, at, { dry })
  for (const line of reception.lines) print(`  Reception day ${line}`)
  return 0
}

/** All of them or none: undefined when one is not right. */
async function readNotices(paths: string[], print: Print): Promise<HolidayNotice[] | undefined> {
  const notices = new Map<number, HolidayNotice>()
  let isWhole = true
  const refuse = (path: string, problems: string[]) => {
    isWhole = false
    print(`${path} is not right, and nothing was changed:`)
    for (const problem of problems) print(`  ${problem}`)
  }
  for (const path of paths) {
    const read = readNotice(await readJson(path), basename(path))
    if (!read.ok) refuse(path, read.problems)
    else if (notices.has(read.notice.year)) refuse(path, [`Another of the files is about ${read.notice.year} too.`])
    else notices.set(read.notice.year, read.notice)
  }
  return isWhole ? [...notices.values()] : undefined
}

async function list({ context, now }: Deps, print: Print): Promise<number> {
  const at = now()
  const { imported, calendar: known } = await withWork(context, at, async (work) => ({
    imported: await readImported(work.tx),
    calendar: work.calendar,
  }))
  const year = Number(civilDateOf(at).slice(0, 4))
  const years = new Set([year - 1, year, year + 1, ...imported.map((notice) => notice.year)])
  for (const each of [...years].sort()) {
    const notice = imported.find((one) => one.year === each)
    if (notice) {
      print(`${each}  imported on ${civilDateOf(notice.importedAt)}, ${notice.days.length} days: ${notice.source}`)
    } else if (known.isKnown(`${each}-01-01`)) {
      print(`${each}  from the package chinese-days`)
    } else {
      print(`${each}  not known: dates in it are provisional. npm run calendar -- import ${each}.json`)
    }
  }
  return 0
}
