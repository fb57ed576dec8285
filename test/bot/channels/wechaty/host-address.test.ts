import { rootCertificates } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { type HostAddress, hostOf, trustOf } from '../../../../bot/channels/wechaty/host-address.ts'

const trust = (address: Partial<HostAddress>) => trustOf({ endpoint: '10.0.0.8:8788', token: 'secret', ...address })

describe('whom a puppet service is trusted by', () => {
  it('is whoever signed its certificate, under the name that was told', () => {
    expect(trust({ ca: 'PEM', serverName: 'puppet.office.example' })).toEqual({
      ca: 'PEM',
      serverName: 'puppet.office.example',
    })
  })

  it('is whom Node trusts when nobody is told, and never the one that comes with wechaty', () => {
    const { ca = '' } = trust({ endpoint: 'puppet.office.example:8788' })
    expect(ca.split('BEGIN CERTIFICATE').length - 1).toBe(rootCertificates.length)
  })

  it.each(['127.0.0.1:8788', '127.8.0.1:8788', 'localhost:8788', '[::1]:8788'])(
    'may be the one that comes with wechaty on this machine: %s',
    (endpoint) => expect(trust({ endpoint })).toEqual({ serverName: 'insecure' }),
  )

  it.each(['127.0.0.1.example.cn:1', '10.0.0.8:1', '[2001:db8::1]:1', 'localhost.example.cn:1'])(
    'may not be it elsewhere: %s',
    (endpoint) => expect(trust({ endpoint }).ca).toBeDefined(),
  )

  it('takes the name from the token that bears one, else the host’s', () => {
    expect(trust({ token: 'puppet.office.example_secret' }).serverName).toBe('puppet.office.example')
    expect(trust({ endpoint: 'puppet.office.example:8788' }).serverName).toBe('puppet.office.example')
    expect(hostOf('[2001:db8::1]:8788')).toBe('2001:db8::1')
  })
})
