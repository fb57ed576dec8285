import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** The elements of a push by name; what lies deeper is again such a record, what comes several times a list. */
export interface Elements {
  [name: string]: unknown
}

const parser = new XMLParser({
  processEntities: false,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
})

/**
 * Reads a push. Undefined for what is no XML of WeChat's shape: nothing in it is ever resolved, and what declares
 * entities is not read at all.
 */
export function parsePush(xml: string): Elements | undefined {
  // Words of people may hold anything, but they stand within CDATA.
  const bare = xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
  if (bare.includes('<!') || bare.includes('<?')) return undefined
  if (XMLValidator.validate(xml) !== true) return undefined
  try {
    const { xml: root, ...others } = parser.parse(xml) as Elements
    return isElements(root) && Object.keys(others).every((name) => name === '#text') ? root : undefined
  } catch {
    return undefined
  }
}

/** The words of an element; undefined when it is not there, is there twice, or holds others. */
export function wordsOf(elements: Elements, name: string): string | undefined {
  const value = Object.hasOwn(elements, name) ? elements[name] : undefined
  return typeof value === 'string' ? value : undefined
}

/** The elements of that name within another, be there one or several. */
export function listOf(elements: Elements, outer: string, inner: string): Elements[] {
  const within = Object.hasOwn(elements, outer) ? elements[outer] : undefined
  if (!isElements(within)) return []
  const value = within[inner]
  return (Array.isArray(value) ? value : [value]).filter(isElements)
}

function isElements(value: unknown): value is Elements {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
