import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linkify } from '../../../../../bot/channels/web/pages/linkify.ts'

const links = (text: string) => linkify(text).flatMap((piece) => piece.href ?? [])

it.each([
  ['见https://example.gov.cn/policy/2022。谢谢', ['https://example.gov.cn/policy/2022']],
  ['(see http://example.org/a_(b)).', ['http://example.org/a_(b)']],
  ['https://example.org/?q=1&r=2, then', ['https://example.org/?q=1&r=2']],
  ['两个 https://a.example 和 https://b.example', ['https://a.example', 'https://b.example']],
  ['没有网址，只有 example.org', []],
])('finds the addresses in %s', (text, addresses) => {
  expect(links(text)).toEqual(addresses)
})

it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://', 'ftp://example.org'])(
  'makes no link of %s',
  (text) => {
    expect(links(text)).toEqual([])
  },
)

it('changes no character of the text, and links to nothing but the web', () => {
  const part = fc.oneof(fc.string(), fc.constantFrom('https://', 'http://a.example', '。', ')', 'javascript:', '\n'))
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('')
      expect(
        linkify(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
      expect(links(text).every((href) => /^https?:\/\/./.test(href))).toBe(true)
    }),
  )
})
