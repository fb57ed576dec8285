import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { PolicyIndex } from '../rules/policy-search/clause.ts'
import { buildPolicyIndex, type Simplify } from '../rules/policy-search/index.ts'
import type { Database } from '../store/database.ts'
import { readMoment, readPolicyBase } from './published-policies.ts'

const shortestPauseMs = 50
const longestPauseMs = 3_000

/**
 * Reads the published policies into an index, and anew when their revision has moved. The first call waits for it; later
 * changes are read and built in the background while the index there is goes on serving. When a nudge is lost, an instance
 * goes on with an old base for `freshMs` at most.
 */
export function createPolicyReader(database: Database, log: Log, freshMs = 5_000): () => Promise<PolicyIndex> {
  let known: Built | undefined
  let first: Promise<Built> | undefined
  let isBuilding = false
  /** Something changed since the building began that is under way. */
  let moved = false
  let freshUntil = 0
  let listening: Promise<void> | undefined

  async function rebuild(): Promise<void> {
    moved = true
    if (isBuilding) return
    isBuilding = true
    try {
      for (let tookMs = 0; moved; ) {
        // An import publishes many policies one after another, and each build reads all of them.
        await pause(Math.min(longestPauseMs, shortestPauseMs + 2 * tookMs), undefined, { ref: false })
        moved = false
        const began = performance.now()
        known = await build(database, known)
        tookMs = performance.now() - began
      }
    } catch (err) {
      log.warn({ err }, 'The policies could not be read again; what was read before goes on serving')
      freshUntil = 0
    } finally {
      isBuilding = false
    }
  }

  function listen(): Promise<void> {
    listening ??= database
      .listen('policies', () => {
        if (known) void rebuild()
      })
      .catch((error: unknown) => {
        listening = undefined
        throw error
      })
    return listening
  }

  return async () => {
    await listen()
    if (!known) {
      first ??= build(database, undefined).finally(() => {
        first = undefined
      })
      known ??= await first
    }
    // A monotonic clock of the process, for freshness only: no rule hangs on it.
    const now = performance.now()
    if (now > freshUntil) {
      freshUntil = now + freshMs
      if (await isStale(database, known)) void rebuild()
    }
    return known.index
  }
}

interface Built {
  index: PolicyIndex
  /** The day from which another version of some policy is in force. */
  changesOn: string | undefined
}

async function isStale(database: Database, { index, changesOn }: Built): Promise<boolean> {
  const { revision, today } = await readMoment(database.sql)
  return revision !== index.revision || (changesOn !== undefined && changesOn <= today)
}

/** The revision is read first: what changes while the rest is read makes the index an old one, and is read again. */
async function build(database: Database, before: Built | undefined): Promise<Built> {
  const { revision, today } = await readMoment(database.sql)
  const isSameDay = before?.changesOn === undefined || before.changesOn > today
  if (before && before.index.revision === revision && isSameDay) return before
  const { base, changesOn } = await readPolicyBase(database.sql, today)
  const index = await buildPolicyIndex(base, revision, await loadSimplify(base.clauses.length), breathe)
  return { index, changesOn }
}

let simplify: Promise<Simplify> | undefined

/** The tables of characters are loaded when there is something to find. */
function loadSimplify(clauses: number): Promise<Simplify> | Simplify {
  if (clauses === 0) return (text) => text
  simplify ??= import('opencc-js/t2cn').then(({ Converter }) => Converter({ from: 't', to: 'cn' }))
  return simplify
}
