import { describe, expect, it } from 'vitest'
import { recogniseTable } from '../../../../core/portfolio/import/recognise-table.ts'

const table = (lines: readonly string[], separator = ',') => recogniseTable(lines.map((line) => line.split(separator)))

const headersOf = (found: ReturnType<typeof table>) =>
  Object.fromEntries(Object.entries(found.mapping).map(([field, index]) => [field, found.columns[index ?? -1]?.header]))

describe('a table is recognised by its headers', () => {
  it.each([
    ['godaddy', 'Domain Name,Expiration Date,Auto-renew,Status', 'a.com,2026-12-18,On,Active'],
    ['godaddy', 'Domain Name,Status,Expiration Date,Auto Renew,Privacy', 'a.com,active,12/31/2026,Yes,Public'],
    [
      'namecheap',
      'Domain Name,Domain privacy protection status,Domain status at NC,Domain auto-renew status,Domain expiration date',
      'a.com,ON,Active,OFF,Dec 14 2027',
    ],
    [
      'dynadot',
      'Domain,Expiration Date,Expiration Date Timestamp,Registration Date,Registration Date Timestamp',
      'a.xyz,2026/04/25 07:59 PRC,1777075199000,2025/04/24 22:18 PRC,1745504314000',
    ],
    [
      'spaceship',
      'Domain,Nameservers,Category,DNS Preset,Registration Date,Expiration Date,Ownership change,Autorenew,Privacy,Transfer Lock,Status',
      'a.com,ns1.x.net ns2.x.net,N/A,N/A,2/20/2024,2/20/2030,N/A,On,Private,Locked,active',
    ],
    [
      'porkbun',
      'DOMAIN,TLD,CREATE DATE,EXPIRE DATE,AUTO RENEW,STATUSES,EST. RENEWAL PRICE,NAMESERVERS,URL FORWARDS,PRIVACY,LOCKED',
      'a.com,com,2020-01-01 00:00:00,2027-01-01 00:00:00,ON,,11.06,ns1.x.net|ns2.x.net,,ON,ON',
    ],
    ['route53', 'DomainName,AutoRenew,TransferLock,Expiry', 'a.com,true,true,1706745599'],
  ])('%s: %s', (format, header, row) => {
    const found = table([header, row])
    expect(found.format).toBe(format)
    expect(found.headerIndex).toBe(0)
    expect(found.mapping.name).toBe(0)
    expect(found.mapping.registryExpiresOn).toBeDefined()
  })

  it('finds the header under title rows', () => {
    const found = table([
      'Please note that renewal prices are estimates and may change.',
      'DOMAIN,TLD,CREATE DATE,EXPIRE DATE,AUTO RENEW,STATUSES,EST. RENEWAL PRICE,NAMESERVERS',
      'a.com,com,2020-01-01 00:00:00,2027-01-01 00:00:00,ON,,11.06,ns1.x.net|ns2.x.net',
    ])
    expect([found.format, found.headerIndex]).toEqual(['porkbun', 1])
    const dan = table([
      'example_with_prices,,,,',
      'Domain name,Buy now price,Starting offer,Description,',
      'a.com,1,2,x,',
    ])
    expect([dan.format, dan.headerIndex]).toEqual(['dan', 1])
  })

  it('tells the second column of the same name from the first', () => {
    const header =
      'Domain,Renewal Status,Punycode,Expiration Date,Expiration Date Timestamp,Name Server,Locked,Privacy,Registration Date,Registration Date,Folder,Admin Email,Domain Note'
    const found = table([header])
    expect(found.format).toBe('dynadot')
    expect([found.mapping.registeredOn, found.mapping.registeredAt]).toEqual([8, 9])
  })

  it('takes for the price of a renewal only what a header calls so', () => {
    for (const header of ['Price', 'Amount', 'Cost', 'BIN Price', 'Asking price', 'Minimum Offer', '料金', '価格']) {
      const found = table([`Domain;Registrar;${header};Currency;Expiry`, 'a.com;X;0.00;USD;2027-01-31'], ';')
      expect([header, found.mapping.price]).toEqual([header, undefined])
    }
    for (const header of ['Renewal price', 'Renewal fee (USD)', 'Annual cost', '更新料金', '更新料金(税込)', '年額']) {
      expect([header, table([`domain,${header}`, 'a.com,10']).mapping.price]).toEqual([header, 1])
    }
  })

  it('knows the price in our own export for programs', () => {
    const found = table(['name,registryExpiresOn,decideBy,renewsOn,price,currency', 'a.com,2027-01-31,,,10,USD'])
    expect([found.mapping.price, found.mapping.priceCurrency]).toEqual([4, 5])
  })

  it('ignores blanks behind a header', () => {
    const found = table(['domain,expiry_date,function,auto_renewal,renewal_fee,fee_currency,category ,registrar_name'])
    expect([found.format, found.mapping.tags]).toEqual(['domainmod', 6])
  })

  it('asks about a column of days when no header names the expiry', () => {
    const found = table(['FQDN;Renewal is due;Cost centre', 'a.com;31.01.2027;IT', 'b.de;15.02.2027;HR'], ';')
    expect([found.format, found.mapping]).toEqual(['unknown', { name: 0, registryExpiresOn: 1, department: 2 }])
    const undated = table(['FQDN,Cost centre', 'a.com,IT'])
    expect(undated.format).toBe('generic')
  })

  it.each(['Kennwort', 'Passwort', 'PIN', 'Auth', 'Authorization Code', 'transfer key', 'Mot de passe'])(
    'takes %s for a secret',
    (header) => {
      expect(table([`domain,${header},Author,Shipping,Opinion`]).columns.map((column) => column.isSecret)).toEqual([
        false,
        true,
        false,
        false,
        false,
      ])
    },
  )

  it('marks columns of passwords, keys and transfer codes, and never maps them', () => {
    const found = table(['domain,password,api_key,API Secret,EPP Code,認証コード,パスワード,note'])
    expect(found.columns.filter((column) => column.isSecret).map((column) => column.index)).toEqual([1, 2, 3, 4, 5, 6])
    expect(found.mapping).toEqual({ name: 0, note: 7 })
  })

  it('knows Japanese headers', () => {
    const found = table([
      'No,ドメイン名,登録日,有効期限,自動更新,更新料金（円）,部署,備考,ネームサーバー1,ネームサーバー2,指定事業者',
      '1,例え.jp,2020/01/31,2027/01/31,する,3980,広報部,コーポレート,ns1.x.jp,ns2.x.jp,JPDirect',
    ])
    expect(found.format).toBe('generic')
    expect(headersOf(found)).toEqual({
      name: 'ドメイン名',
      registeredOn: '登録日',
      registryExpiresOn: '有効期限',
      registrarAutoRenew: '自動更新',
      price: '更新料金(円)',
      department: '部署',
      note: '備考',
      nameServers: 'ネームサーバー1',
      nameServers2: 'ネームサーバー2',
      registrar: '指定事業者',
    })
  })

  it('takes the likelier of two headers for one field, wherever it stands', () => {
    const found = table(['Name,Renewal Date,Expiry Date,Domain', 'Website,2026-12-01,2027-01-01,a.com'])
    expect([found.mapping.name, found.mapping.registryExpiresOn]).toEqual([3, 2])
  })

  it('proposes by content where the headers say nothing', () => {
    const found = table(['Asset,Von,Bis', 'a.com,2020-01-01,2027-01-01', 'b.co.jp,2021-01-01,2026-01-31'])
    expect(found).toMatchObject({
      format: 'unknown',
      headerIndex: 0,
      mapping: { name: 0, registeredOn: 1, registryExpiresOn: 2 },
    })
  })

  it('takes rows without header from the first row on', () => {
    const found = table(['a.com,2027-01-01', 'b.com,2027-02-01'])
    expect(found).toMatchObject({ format: 'unknown', headerIndex: null, mapping: { name: 0, registryExpiresOn: 1 } })
  })

  it('knows a plain list, one name per line or many', () => {
    expect(table(['a.com', 'b.co.jp', '日本語.jp', 'www.c.com'])).toMatchObject({
      format: 'list',
      mapping: { name: 0 },
    })
    expect(table(['a.com b.com', 'c.com,d.com'])).toMatchObject({ format: 'list', headerIndex: null })
    expect(table(['Domain', 'a.com'])).toMatchObject({ format: 'generic', headerIndex: 0 })
  })

  it('does not take a ledger of several registrars for the export of one', () => {
    const found = table(['Domain Name,Expiration Date,Auto-renew,Status,Registrar', 'a.com,2027-01-01,On,Active,Gandi'])
    expect([found.format, found.registrar, found.mapping.registrar]).toEqual(['generic', null, 4])
  })

  it('does not take data for a header because a name is spelled like one', () => {
    expect(table(['domain.name', 'expiry.date'])).toMatchObject({ format: 'list', headerIndex: null })
  })
})
