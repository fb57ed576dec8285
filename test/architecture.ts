import { posix } from 'node:path'

/** Every source by its path from the root, `domain/tickets.ts`. */
export type Sources = ReadonlyMap<string, string>

interface Zone {
  name: string
  /** The zone of a path is the first that matches. */
  holds: RegExp
  /** What its files may import, besides their own zone. */
  mayImport: readonly string[]
  /** What they may import with `import type` only. */
  mayImportTypes?: readonly string[]
}

/** The house of DESIGN: who may import whom. What stands nowhere here is refused. */
export const house: readonly Zone[] = [
  { name: 'config', holds: /^config\.ts$/, mayImport: ['domain', 'store'] },
  {
    name: 'main',
    holds: /^([^/]+\.ts|commands\/.+)$/,
    mayImport: [
      'config',
      'message',
      'bot',
      'channels',
      'dialogue',
      'desk',
      'text',
      'api',
      'jobs',
      'domain',
      'store',
      'rules',
      'client',
    ],
  },
  { name: 'message', holds: /^bot\/message\.ts$/, mayImport: [] },
  { name: 'channels', holds: /^bot\/channels\//, mayImport: ['message'] },
  {
    name: 'dialogue',
    holds: /^bot\/dialogue\//,
    mayImport: ['message', 'bot', 'text', 'domain', 'store', 'rules', 'client'],
  },
  { name: 'desk', holds: /^bot\/desk\//, mayImport: ['message', 'bot', 'text', 'domain', 'store', 'rules', 'client'] },
  {
    name: 'text',
    holds: /^bot\/text\//,
    mayImport: ['message', 'rules'],
    // The words of a channel's own pages have the shape that it says.
    mayImportTypes: ['domain', 'client', 'channels'],
  },
  {
    name: 'bot',
    holds: /^bot\//,
    mayImport: ['message', 'dialogue', 'desk', 'text', 'domain', 'store', 'rules', 'client'],
    // What a channel wants to be handed, it says itself.
    mayImportTypes: ['channels'],
  },
  { name: 'api', holds: /^api\//, mayImport: ['domain', 'store', 'rules', 'client'] },
  { name: 'jobs', holds: /^jobs\//, mayImport: ['domain', 'store', 'rules', 'client'] },
  { name: 'rules', holds: /^domain\/rules\//, mayImport: [] },
  // The one thing of the domain it knows is how to write a line into the log.
  { name: 'store', holds: /^domain\/store\//, mayImport: ['rules', 'client'], mayImportTypes: ['domain'] },
  { name: 'domain', holds: /^domain\//, mayImport: ['store', 'rules', 'client'] },
  { name: 'client', holds: /^prisma\/generated\//, mayImport: [] },
  { name: 'prisma', holds: /^prisma\//, mayImport: ['domain', 'store', 'rules', 'client'] },
]

/** A channel is on its own: it imports nothing of another one. What lies beside their folders is for all of them. */
const channelOf = (path: string): string | undefined => /^bot\/channels\/([^/]+)\//.exec(path)?.[1]

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

/** One sentence for each import that the house does not allow. */
export function findWrongImports(sources: Sources): string[] {
  return importsOf(sources).flatMap(({ from, to, typeOnly }) => {
    const [zone, target] = [zoneOf(from), zoneOf(to)]
    if (!zone) return [`${from} stands in no part of the house`]
    if (!target) return [`${from} imports ${to}, which stands in no part of the house`]
    if (zone === target) {
      return [undefined, channelOf(from)].includes(channelOf(to))
        ? []
        : [`${from} imports ${to}: a channel knows no other channel`]
    }
    if (zone.mayImport.includes(target.name)) return []
    if (zone.mayImportTypes?.includes(target.name)) {
      return typeOnly ? [] : [`${from} imports ${to}: ${zone.name} may import types of ${target.name} only`]
    }
    return [`${from} imports ${to}: ${zone.name} may not import ${target.name}`]
  })
}

/** The npm and Node modules that rules import, each as `path imports module`. */
export function findRuleModules(sources: Sources): string[] {
  return [...sources].flatMap(([path, source]) =>
    zoneOf(path)?.name === 'rules'
      ? specifiersOf(source)
          .filter(({ specifier }) => !specifier.startsWith('.'))
          .map(({ specifier }) => `${path} imports ${specifier}`)
      : [],
  )
}

/** Each circle of imports once, as `a.ts → b.ts → a.ts`. A type counts too: it binds who reads. */
export function findCircles(sources: Sources): string[] {
  const targets = new Map<string, string[]>()
  for (const { from, to } of importsOf(sources)) targets.set(from, [...(targets.get(from) ?? []), to])
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: string[]): void => {
    const start = trail.indexOf(path)
    if (start >= 0) circles.push([...trail.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    for (const to of targets.get(path) ?? []) visit(to, [...trail, path])
    done.add(path)
  }
  for (const path of targets.keys()) visit(path, [])
  return circles
}

const emptyWords = /^(utils?|helpers?|shared|types|services?|managers?|handlers?|info|base|common|misc)$/

/** The paths of which a folder or file has a name that says nothing. */
export function findEmptyNames(paths: Iterable<string>): string[] {
  return [...paths].filter((path) =>
    path.split('/').some((part) => {
      const name = part.replace(/\..*$/, '')
      return name === 'data' || name.split('-').some((word) => emptyWords.test(word))
    }),
  )
}

function zoneOf(path: string): Zone | undefined {
  return house.find(({ holds }) => holds.test(path))
}

function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([from, source]) =>
    specifiersOf(source)
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ specifier, typeOnly }) => ({ from, to: posix.join(posix.dirname(from), specifier), typeOnly })),
  )
}

/** What a source imports. Biome writes every import and export so that it begins a line. */
function specifiersOf(source: string): { specifier: string; typeOnly: boolean }[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const statements = code.matchAll(/^(?:import|export)\s(?:(type)\s)?[^'"`;=]*?from\s*'([^']+)'/gm)
  const bare = code.matchAll(/^import\s*'([^']+)'/gm)
  const dynamic = code.matchAll(/\b(?:import|require)\(\s*'([^']+)'/g)
  return [
    ...[...statements].map(([, type, specifier = '']) => ({ specifier, typeOnly: type !== undefined })),
    ...[...bare, ...dynamic].map(([, specifier = '']) => ({ specifier, typeOnly: false })),
  ]
}
