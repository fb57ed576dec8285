import { describe, expect, it } from 'vitest'
import { normalizePhone } from '../../../domain/rules/phone.ts'

describe('phone numbers for the look-up', () => {
  it.each([
    '13800000012',
    '138 0000 0012',
    '138-0000-0012',
    '１３８００００００１２',
    '+86 138 0000 0012',
    '+8613800000012',
    '8613800000012',
    '0086 13800000012',
    '013800000012',
    '（+86）138-0000-0012',
    '138\u200b00000012',
  ])('%o is the same mobile', (typed) => {
    expect(normalizePhone(typed)).toBe('+8613800000012')
  })

  it.each([
    ['0599-8000012', '+865998000012'],
    ['(0599) 8000012', '+865998000012'],
    ['０５９９－８０００-０１２', '+865998000012'],
    ['+86 599 8000012', '+865998000012'],
    ['+86 0599 8000012', '+865998000012'],
    ['0599-8000012转801', '+865998000012'],
    ['0599-8000012-8', '+865998000012'],
    ['010-80000012', '+861080000012'],
    ['0311 80000012', '+8631180000012'],
  ])('%o is the landline %s', (typed, phone) => {
    expect(normalizePhone(typed)).toBe(phone)
  })

  it('a number of another place needs its own prefix', () => {
    expect(normalizePhone('5000 0012')).toBeUndefined()
    expect(normalizePhone('+852 5000 0012')).toBe('+85250000012')
  })

  it.each(['', '8000012', '1380000001', '138000000123', '12800000012', 'abc', '110', '没有电话', '1'.repeat(100)])(
    '%o is no phone number',
    (typed) => {
      expect(normalizePhone(typed)).toBeUndefined()
    },
  )
})
