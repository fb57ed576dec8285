import { readLink } from '../domain/policies/files/field-names.ts'
import type { Told } from '../domain/policies/files/parsed-policy.ts'
import { readDate } from '../domain/policies/files/written-dates.ts'
import { loadStarterBase } from '../domain/policies/starter-policies.ts'
import { type Deps, type OperatorCommand, type Print, readWords } from './operator-command.ts'
import { changeDictionary, type DictionaryRequest, readDictionaryRequest } from './policies-dictionary.ts'
import { type EvaluateRequest, evaluate } from './policies-evaluate.ts'
import { type ImportRequest, importPolicies } from './policies-import.ts'
import { publish, reject, withdraw } from './policies-publish.ts'
import { keepAnswered } from './policies-questions.ts'
import { list, show } from './policies-show.ts'
import { UsageError } from './usage.ts'

type Request =
  | ImportRequest
  | EvaluateRequest
  | { act: 'answered'; queries: string; qrels: string }
  | { act: 'list'; part: string; json: boolean }
  | { act: 'show'; id: string; version: number | undefined; json: boolean }
  | { act: 'publish' | 'reject'; ids: string[] }
  | { act: 'withdraw'; id: string }
  | { act: 'starter' }
  | DictionaryRequest

const usage = [
  'Usage: npm run policies -- import <path…> [--publish]   takes files and folders in as drafts, or in force at once',
  '         what is said wins over what stands in the file: --title --number --issuer --effective 2026-01-01 --expires',
  '         --region --supersedes <title or number> (more than once) --link --summary --decoy',
  '         md, html, docx, pdf with text, txt, jsonl of clauses, xlsx and csv of questions and answers',
  '       npm run policies -- list [part of a title] [--json]   what is in force, and the drafts',
  '       npm run policies -- show <id> [--version n] [--json]',
  '       npm run policies -- publish <id…>    puts drafts in force; reject <id…> lets them go',
  '       npm run policies -- withdraw <id>    takes a policy out of the base; its text is kept',
  '       npm run policies -- evaluate <queries.jsonl> <qrels.jsonl> [--on 2026-01-01] [--region …] [--json]',
  '       npm run policies -- answered <queries.jsonl> <qrels.jsonl>   keeps questions with the clauses that answer them',
  '       npm run policies -- dictionary add <word> <meaning…> | remove <word> | list [part]',
  '       npm run policies -- starter          loads the summaries that come with the program',
].join('\n')

const text = { type: 'string' } as const
const yes = { type: 'boolean' } as const
const many = { type: 'string', multiple: true } as const
const what = { title: text, number: text, issuer: text, effective: text, expires: text, region: text, link: text }
const options = {
  ...what,
  supersedes: many,
  decoy: yes,
  summary: yes,
  publish: yes,
  bar: yes,
  on: text,
  json: yes,
  version: text,
}

/** The policies that answers are quoted from: taken in, put in force, looked at, measured. */
export const policies: OperatorCommand<Request> = {
  read(args) {
    const { positionals, values } = readWords(args, options, usage)
    const [act, ...rest] = positionals
    const [first, second] = rest
    const only = (...names: (keyof typeof values)[]) => {
      const other = Object.keys(values).find((name) => !names.includes(name as keyof typeof values))
      if (other !== undefined) throw new UsageError(`--${other} does not go with "${act}".\n${usage}`)
    }
    switch (act) {
      case 'import': {
        const { on, json, version, ...flags } = values
        only(...(Object.keys(flags) as (keyof typeof values)[]))
        if (rest.length === 0) throw new UsageError(usage)
        const told = readTold(flags)
        if (told.title !== undefined && rest.length > 1) throw new UsageError(`--title is for one file.\n${usage}`)
        return { act, paths: rest, told, publish: flags.publish === true, bar: flags.bar === true }
      }
      case 'evaluate':
        only('on', 'region', 'json')
        if (first === undefined || second === undefined || rest.length > 2) throw new UsageError(usage)
        return {
          act,
          queries: first,
          qrels: second,
          on: values.on === undefined ? undefined : readDay('on', values.on),
          region: values.region,
          json: values.json === true,
        }
      case 'answered':
        only()
        if (first === undefined || second === undefined || rest.length > 2) throw new UsageError(usage)
        return { act, queries: first, qrels: second }
      case 'list':
        only('json')
        if (rest.length > 1) throw new UsageError(usage)
        return { act, part: first ?? '', json: values.json === true }
      case 'show':
        only('json', 'version')
        if (first === undefined || rest.length > 1) throw new UsageError(usage)
        return { act, id: first, version: readNumber(values.version), json: values.json === true }
      case 'publish':
      case 'reject':
        only()
        if (rest.length === 0) throw new UsageError(usage)
        return { act, ids: rest }
      case 'withdraw':
        only()
        if (first === undefined || rest.length > 1) throw new UsageError(usage)
        return { act, id: first }
      case 'dictionary': {
        only()
        const request = readDictionaryRequest(rest)
        if (!request) throw new UsageError(usage)
        return request
      }
      case 'starter':
        only()
        if (rest.length > 0) throw new UsageError(usage)
        return { act }
      default:
        throw new UsageError(usage)
    }
  },
  run(deps, request, print) {
    switch (request.act) {
      case 'import':
        return importPolicies(deps, request, print)
      case 'evaluate':
        return evaluate(deps, request, print)
      case 'answered':
        return keepAnswered(deps, request, print)
      case 'list':
        return list(deps, request, print)
      case 'show':
        return show(deps, request, print)
      case 'publish':
        return publish(deps, request.ids, print)
      case 'reject':
        return reject(deps, request.ids, print)
      case 'withdraw':
        return withdraw(deps, request.id, print)
      case 'dictionary':
        return changeDictionary(deps, request, print)
      case 'starter':
        return loadStarter(deps, print)
    }
  },
}

async function loadStarter({ context, now }: Deps, print: Print): Promise<number> {
  const { policies, clauses, words } = await loadStarterBase(context, now())
  if (policies + words === 0) print('Nothing changed: all of it is in force already.')
  else print(`In force: ${policies} policies with ${clauses} clauses, and ${words} words of the dictionary.`)
  return 0
}

interface Flags {
  title?: string | undefined
  number?: string | undefined
  issuer?: string | undefined
  effective?: string | undefined
  expires?: string | undefined
  region?: string | undefined
  link?: string | undefined
  supersedes?: string[] | undefined
  decoy?: boolean | undefined
  summary?: boolean | undefined
}

function readTold(flags: Flags): Told {
  const { title, number, issuer, effective, expires, region, link, supersedes, decoy, summary } = flags
  if (link !== undefined && readLink(link) === undefined) {
    throw new UsageError('--link must be a whole address, like https://www.gov.cn/zhengce/…')
  }
  return {
    ...(title !== undefined && { title: title.trim() }),
    ...(number !== undefined && { number: number.trim() }),
    ...(issuer !== undefined && { issuer: issuer.trim() }),
    ...(effective !== undefined && { effectiveOn: readDay('effective', effective) }),
    ...(expires !== undefined && { expiresOn: readDay('expires', expires) }),
    ...(region !== undefined && { region: region.trim() }),
    ...(link !== undefined && { link: link.trim() }),
    ...(supersedes !== undefined && { supersedes }),
    ...(decoy === true && { decoy }),
    ...(summary === true && { summary }),
  }
}

function readDay(name: string, typed: string): string {
  const on = readDate(typed)
  if (on === undefined) throw new UsageError(`--${name} must be a date like 2026-01-01.`)
  return on
}

function readNumber(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  if (!/^[1-9]\d{0,5}$/.test(typed)) throw new UsageError('--version must be a number from 1 on.')
  return Number(typed)
}
