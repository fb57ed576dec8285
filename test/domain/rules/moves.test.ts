import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type MoveName, mayMove, moves, openStates, type State, stateAfter } from '../../../domain/rules/moves.ts'

const page = readFileSync(new URL('../../../docs/states.md', import.meta.url), 'utf8')
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )

describe('the page of states', () => {
  it('names every state there is, and no other', () => {
    const named = rows.filter((cells) => cells.length === 2).map(([name = '']) => name.replaceAll('`', ''))
    const known = new Set<State>(Object.values(moves).flatMap(({ from }) => [...from]))
    for (const move of Object.values(moves)) if ('to' in move && move.to !== 'before') known.add(move.to)
    expect(named.toSorted()).toEqual([...known].toSorted())
  })

  it('shows every move as the table of moves has it, in the same order', () => {
    const shown = rows
      .filter((cells) => cells.length === 6)
      .map(([name = '', from = '', to, by]) => ({ name: name.replaceAll('`', ''), from: from.split(', '), to, by }))
    const known = Object.entries(moves).map(([name, move]) => ({
      name,
      from: [...move.from],
      to: 'to' in move ? move.to : 'same',
      by: move.by,
    }))
    expect(shown).toEqual(known)
  })

  it('says of every move what must be given and what the resident hears', () => {
    for (const [name, , , , given, heard] of rows.filter((cells) => cells.length === 6)) {
      expect([given, heard], name).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)])
    }
  })
})

describe('moves', () => {
  it('leave the state as it is when they name none, and an undone withdrawal goes back to where it was', () => {
    expect(stateAfter('accepted', 'note')).toBe('accepted')
    expect(stateAfter('withdrawn', 'undoWithdrawal', 'executing')).toBe('executing')
    expect(stateAfter('withdrawn', 'undoWithdrawal', null)).toBe('received')
  })

  it('never lead out of a withdrawal but by its resident, and never to the end by the system but after a recheck', () => {
    const outOf = (Object.keys(moves) as MoveName[]).filter(
      (name) => mayMove('withdrawn', name) && stateAfter('withdrawn', name, 'accepted') !== 'withdrawn',
    )
    expect(outOf).toEqual(['undoWithdrawal'])
    const ended = Object.entries(moves).filter(
      ([, move]) => move.by === 'system' && 'to' in move && move.to === 'closed',
    )
    expect(ended.map(([name]) => name)).toEqual(['deliverRecheck'])
  })

  it('what was supported stays open for the office', () => {
    expect(openStates).toContain('executing')
  })
})
