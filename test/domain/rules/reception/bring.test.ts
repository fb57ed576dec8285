import { describe, expect, it } from 'vitest'
import { whatToBring } from '../../../../domain/rules/reception/bring.ts'

describe('what to bring', () => {
  const [idCard, register, survey] = ['身份证', '户口簿', '实物登记表'].map((zh) => ({ zh, en: zh }))
  if (!idCard || !register || !survey) throw new Error('There are three things')
  const office = {
    reception: { bring: [idCard] },
    categories: [
      { id: 'compensation', bring: [register], children: [{ id: 'land', bring: [survey, register] }, { id: 'house' }] },
    ],
  }

  it('is what everybody brings, then what the group and the topic ask for, nothing twice', () => {
    expect(whatToBring(office, 'land')).toEqual([idCard, register, survey])
    expect(whatToBring(office, 'house')).toEqual([idCard, register])
    expect(whatToBring(office, 'compensation')).toEqual([idCard, register])
  })

  it('is the same for all when it is about no topic, or one that is no more', () => {
    expect(whatToBring(office)).toEqual([idCard])
    expect(whatToBring(office, 'gone')).toEqual([idCard])
    expect(whatToBring({ categories: office.categories }, 'house')).toEqual([register])
  })
})
