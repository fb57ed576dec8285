import type { OfficeFile, OfficeProblem } from './office-schema.ts'
import { findReceptionProblems } from './reception/checks.ts'

/** What no single field can tell: ids that are used twice or lead nowhere, hours that overlap, lines that contradict. */
export function findOfficeProblems(office: OfficeFile): OfficeProblem[] {
  const units = office.units.map((unit, i) => ({ id: unit.id, path: `units[${i}].id` }))
  const townships = office.townships.map((township, i) => ({ id: township.id, path: `townships[${i}].id` }))
  const villages = office.townships.flatMap((township, i) =>
    township.villages.map((village, j) => ({ id: village.id, path: `townships[${i}].villages[${j}].id` })),
  )
  const categories = office.categories.flatMap((top, i) => [
    { id: top.id, path: `categories[${i}].id` },
    ...(top.children ?? []).map((child, j) => ({ id: child.id, path: `categories[${i}].children[${j}].id` })),
  ])
  return [
    ...repeated('unit', units),
    ...repeated('township', townships),
    ...repeated('village', villages),
    ...repeated('category', categories),
    ...repeated(
      'room',
      office.rooms.map((room, i) => ({ id: room.id, path: `rooms[${i}].id` })),
    ),
    ...repeatedRoomKeys(office),
    ...unknown('unit', units, usedUnits(office)),
    ...unknown('township', townships, [...used(office, 'township'), ...tours(office)]),
    ...unknown('village', villages, used(office, 'village')),
    ...unknown('category', categories, used(office, 'category')),
    ...misplacedVillages(office),
    ...contradictingRoutes(office),
    ...brokenSpans(office.hours, 'hours'),
    ...repeatedNoticeFields(office),
    ...(office.reception ? findReceptionProblems(office.reception) : []),
    ...(office.reception?.hours ?? []).flatMap(({ spans }, i) => brokenSpans(spans, `reception.hours[${i}].spans`)),
  ]
}

interface Placed {
  id: string
  path: string
}

function repeated(what: string, all: Placed[]): OfficeProblem[] {
  const first = new Map<string, string>()
  return all.flatMap(({ id, path }) => {
    const before = first.get(id)
    if (before === undefined) first.set(id, path)
    return before === undefined
      ? []
      : [{ path, problem: `The ${what} id "${id}" is used at ${before} already. Write another one.` }]
  })
}

function repeatedRoomKeys(office: OfficeFile): OfficeProblem[] {
  return office.rooms.flatMap((room, i) => {
    const before = office.rooms.findIndex((other) => other.channel === room.channel && other.key === room.key)
    return before === i
      ? []
      : [{ path: `rooms[${i}].key`, problem: `The key "${room.key}" is that of rooms[${before}]. Write another one.` }]
  })
}

function unknown(what: string, known: Placed[], uses: Placed[]): OfficeProblem[] {
  const ids = new Set(known.map(({ id }) => id))
  return uses
    .filter(({ id }) => !ids.has(id))
    .map(({ id, path }) => ({ path, problem: `There is no ${what} "${id}". ${choices(what, [...ids])}` }))
}

function choices(what: string, ids: string[]): string {
  if (ids.length === 0) return `Add a ${what} with this id or take the line out.`
  const shown = ids.slice(0, 8).map((id) => `"${id}"`)
  return `Write one of ${shown.join(', ')}${ids.length > 8 ? ', …' : ''}, or add the ${what}.`
}

function usedUnits(office: OfficeFile): Placed[] {
  return [
    { id: office.defaultUnit, path: 'defaultUnit' },
    ...office.routing.flatMap((route, i) => [
      { id: route.unit, path: `routing[${i}].unit` },
      ...(route.assist ?? []).map((id, j) => ({ id, path: `routing[${i}].assist[${j}]` })),
    ]),
    ...office.rooms.flatMap((room, i) =>
      room.unit === undefined ? [] : [{ id: room.unit, path: `rooms[${i}].unit` }],
    ),
  ]
}

function used(office: OfficeFile, field: 'township' | 'village' | 'category'): Placed[] {
  return office.routing.flatMap((route, i) => {
    const id = route[field]
    return id === undefined ? [] : [{ id, path: `routing[${i}].${field}` }]
  })
}

function tours({ reception }: OfficeFile): Placed[] {
  return (reception?.tours ?? []).map(({ township }, i) => ({ id: township, path: `reception.tours[${i}].township` }))
}

function repeatedNoticeFields({ notices }: OfficeFile): OfficeProblem[] {
  return Object.entries(notices?.wechat ?? {}).flatMap(([kind, { fields }]) => {
    const named = Object.entries(fields)
    return named.flatMap(([what, field], i) => {
      const before = named.slice(0, i).find(([, other]) => other === field)
      if (!before) return []
      const path = `notices.wechat.${kind}.fields.${what}`
      return [{ path, problem: `The field "${field}" is that of ${before[0]} already. Write another one.` }]
    })
  })
}

function misplacedVillages(office: OfficeFile): OfficeProblem[] {
  return office.routing.flatMap((route, i) => {
    const home = office.townships.find((township) => township.villages.some(({ id }) => id === route.village))
    if (!home || route.township === undefined || route.township === home.id) return []
    if (!office.townships.some(({ id }) => id === route.township)) return []
    return [
      {
        path: `routing[${i}].township`,
        problem: `The village "${route.village}" is in "${home.id}". Write "${home.id}" or leave the township out.`,
      },
    ]
  })
}

function contradictingRoutes(office: OfficeFile): OfficeProblem[] {
  const keys = office.routing.map((route) => {
    const place = route.village ?? (route.township === undefined ? '' : `in ${route.township}`)
    return `${place} × ${route.category ?? ''}`
  })
  return keys.flatMap((key, i) => {
    const before = keys.indexOf(key)
    return before === i
      ? []
      : [
          {
            path: `routing[${i}]`,
            problem: `Routes the same place and category as routing[${before}]. Keep one of them.`,
          },
        ]
  })
}

function brokenSpans(spans: OfficeFile['hours'], path: string): OfficeProblem[] {
  return spans.flatMap(([from, to], i) => {
    const previousEnd = spans[i - 1]?.[1] ?? '00:00'
    if (from >= to) return [{ path: `${path}[${i}]`, problem: `Ends before it begins. Write the earlier time first.` }]
    if (i > 0 && from < previousEnd) {
      return [
        {
          path: `${path}[${i}]`,
          problem: `Begins before the span above it ends. Write a time from ${previousEnd} on.`,
        },
      ]
    }
    return []
  })
}
