import { useTranslation } from 'react-i18next'

/** Exports of these registrars and marketplaces are known by their columns; names are the same in every language. */
const EXPORTS: Readonly<Record<string, string>> = {
  godaddy: 'GoDaddy',
  namecheap: 'Namecheap',
  dynadot: 'Dynadot',
  porkbun: 'Porkbun',
  spaceship: 'Spaceship',
  sedo: 'Sedo',
  efty: 'Efty',
  parkio: 'Park.io',
  afternic: 'Afternic',
  dan: 'Dan.com',
  domainmod: 'DomainMOD',
  csc: 'CSC',
  route53: 'Amazon Route 53',
}

/** What a file was recognised as. */
export function useFormatName(): (format: string) => string {
  const { t } = useTranslation('imports')
  return (format) => EXPORTS[format] ?? t(`formats.${format as 'generic'}`, { defaultValue: format })
}
