import type { ReadLanguage } from '../small-words.ts';
import { wordSet } from './scanned-text.ts';

/** What a number of an order, an invoice, a ticket or a parcel is called. */
const CUES: Readonly<Record<ReadLanguage, string>> = {
  en: 'order orders invoice invoices ticket parcel package case claim booking reservation reference ref tracking shipment consignment rma return confirmation complaint dispute receipt bill',
  de: 'bestellung bestellnummer bestellnr auftrag auftragsnummer rechnung rechnungsnummer rechnungsnr paket paketnummer sendung sendungsnummer trackingnummer ticket ticketnummer buchung buchungsnummer buchungscode vorgang vorgangsnummer reklamation aktenzeichen fallnummer retoure referenz',
  fr: 'commande facture colis ticket dossier reservation reference suivi envoi retour reclamation bon',
  es: 'pedido factura paquete reserva referencia envio ticket caso seguimiento incidencia devolucion localizador albaran',
  it: 'ordine fattura pacco prenotazione pratica spedizione ticket riferimento tracking reso segnalazione reclamo',
  nl: 'bestelling bestelnummer ordernummer order factuur factuurnummer pakket pakketnummer zending ticket zaak reservering reserveringsnummer boeking boekingsnummer retour klacht dossier',
  pt: 'pedido encomenda fatura factura reserva pacote protocolo chamado rastreio rastreamento envio referencia ticket caso devolucao',
};
export const REFERENCE_CUES: Readonly<Record<ReadLanguage, ReadonlySet<string>>> = { en: wordSet(CUES.en), de: wordSet(CUES.de), fr: wordSet(CUES.fr), es: wordSet(CUES.es), it: wordSet(CUES.it), nl: wordSet(CUES.nl), pt: wordSet(CUES.pt) };

/** What may stand between such a word and its number. */
export const BETWEEN: ReadonlySet<string> = wordSet('number no nr num numero numéro nummer nº n° n no° o ° º # : . is ist est es è é de del da du the my code ending id reference ref tracking mit der met het con il la el le suivi seguimiento and und et y e en & , ( ) - –');

/** What makes a number something else, in any language: telephones, cards, accounts, customers, postcodes, rooms, versions. */
export const OTHER_NUMBERS: ReadonlySet<string> = wordSet('phone telephone tel telefon telefoon telefono telefone téléphone mobile mobil cell call ring text whatsapp fax anrufen rufen unter appelez llamen llamenme chiamatemi bel ligue iban bic account konto compte cuenta conto rekening card karte carte tarjeta carta kaart cartão customer kunde kundennummer client cliente klant klantnummer postcode zip plz cap postal cep error fehler fehlercode room zimmer seat gate flight flug version model modell size pin vat');
/** Beginnings that only such numbers have. */
export const PREFIXES: ReadonlySet<string> = new Set(['ORD', 'INV', 'RMA', 'TKT', 'CLM', 'REQ', 'RET', 'RE', 'FA', 'FAC', 'FT', 'FC', 'PO', 'SO', 'BK', 'INC', 'CAS', 'CS']);
