import type { Pack } from '../grammar.ts';

/** Held-out grammar, German. */
export const german: Pack = {
  hello: { warm: ['Moin ihr Lieben,', 'Grüß Gott,'], plain: ['Liebes Brannholt-Team,', 'Schönen guten Tag,'], cold: ['Beschwerdestelle!', 'So.'] },
  bye: { warm: ['Herzlichst', 'Bis bald und merci'], plain: ['Freundliche Grüße', 'Beste Grüße'], cold: ['In Erwartung Ihrer Stellungnahme', 'Enttäuscht'] },
  aside: ['Ansonsten kann ich nicht klagen.', 'Früher lief das besser.', 'Nichts für ungut.'],
  topics: {
    'parcel-late': { calm: ['Wurde {order} überhaupt schon verschickt? [Seit {days} Tagen rührt sich nichts.|Angekommen ist nichts.]', 'Für {weekday} war {product} angekündigt, vor der Tür liegt aber nichts.', 'Die Lieferung lässt jetzt schon {days} Tage auf sich warten.'], angry: ['Immer noch keine Lieferung, mir reicht es langsam!', 'Ihr schreibt "unterwegs", unterwegs ist gar nichts!'], more: ['Das war als Geschenk gedacht.', 'Bei {carrier} kennt man die Nummer nicht.'], ask: ['Nennt mir bitte einen ehrlichen Termin.', 'Wo steckt die Sendung gerade?'] },
    'size-small': { calm: ['Die Größe bei {product} passt hinten und vorne nicht, zu knapp geschnitten.', 'Eine 43, die sich wie 42 trägt: {product}.'], angry: ['Wer soll in {product} hineinpassen?!'], ask: ['Habt ihr das größer da?'] },
    'not-warm': { calm: ['Auf dem Plakat stand −20, mir war in der {product} schon bei −4 kalt.', 'Schöner Schnitt, aber wärmend ist {product} nicht, anders als eure Werbung sagt.'], angry: ['Minus zwanzig? Ich konnte bei −6 die Arme nicht mehr spüren!'], ask: ['Die geht zurück.'] },
    'zip-broken': { calm: ['Der Zipper an der {product} [klemmt|hält nicht mehr], keinen Monat alt.'], angry: ['Offene Hose am Gipfel, danke für die billigen Zipper!'], ask: ['Ist das ein Garantiefall?'] },
    'refund-slow': { calm: ['Ihr habt {product} längst zurück, nur die Gutschrift [kommt nicht|lässt auf sich warten].'], angry: ['Her mit meinen {price}, das grenzt an Diebstahl!'], ask: ['An welchem Tag überweist ihr?'] },
    'product-question': { calm: ['Taugt {product} [fürs Kajak|auch für starke Schwitzer]?', 'Was bringt {product} auf die Waage?'], ask: ['Ein Ja oder Nein genügt.'] },
    'return-how': { calm: ['Welche Schritte sind nötig, um {product} zurückzugeben?', 'Kann ich das in der Filiale {shop} abgeben?'], ask: ['Wer zahlt das Porto?'] },
    invoice: { calm: ['Im Karton zu {order} lag kein Beleg, bekomme ich einen?', 'Unsere Buchhaltung verlangt einen ordentlichen Beleg.'] },
    'product-praise': { calm: ['Drei Winter und {product} ist immer noch mein Liebling.', 'Hut ab vor dem, der {product} entworfen hat.', '{product} hat mich quer durch Island begleitet, ohne Tadel.'], more: ['Mehr als fünf Sterne geht leider nicht.', 'Auch die Kinder wollen so was.'] },
    'staff-praise': { calm: ['Richtet {agent} bitte meinen Dank aus, [so ruhig, so kompetent|das Problem war im Nu weg].', 'Leute wie {agent} sind euer Kapital.'] },
    'cancel-subscription': { calm: ['Hiermit beende ich meinen Pflegevertrag [fristgerecht|so bald wie möglich].'], angry: ['Alles beenden und meine Karte löschen, heute noch!'] },
    'explain-again': { calm: ['Das steht alles schon im vorigen Gespräch.'], angry: ['Sind eure Systeme nicht verbunden?! Ich wiederhole mich nicht!'] },
    'buy-more': { calm: ['{product} hat mich überzeugt, was ergänzt [die Ausrüstung|das Ganze] noch?'] },
  },
  customer: { order: ['Auftrag {order}.', 'Ich habe hier {order}.'], retell: ['Euer Roboter weiß das längst. {story}', 'Ernsthaft, noch einmal? {story}'], chase: ['Tut sich etwas?', 'Auf meine Nachricht von {weekday} kam nichts.'], thanks: ['Wunderbar, herzlichen Dank.', 'Das ging ja flott.'], coldThanks: ['Wenn Sie meinen.', 'Zur Kenntnis genommen.'], yes: ['Richtig.', 'Stimmt.'] },
  agent: { greet: ['Willkommen bei Brannholt, {agent} am Apparat.'], askOrder: ['Haben Sie die Auftragsnummer zur Hand?'], askStory: ['Erzählen Sie mal von Anfang an.', 'Was ist passiert?'], readBack: ['Ihr Gespräch mit dem Assistenten liegt vor mir, wir machen dort weiter.'], sorry: ['Entschuldigen Sie bitte den Ärger.'], fix: ['Das ist jetzt geregelt.'], updateBy: ['Spätestens {due} melde ich mich.'], refundBy: ['Der Betrag ist spätestens {due} bei Ihnen.'], outForDelivery: ['Die Sendung ist heute in Zustellung, sagt mein Bildschirm.'], answer: ['Dafür ist es eine gute Wahl.', 'Die größere, der Schnitt ist schmal.'], bye: ['Alles Gute für Sie.'], handOff: ['Einen Moment, ich gebe Sie weiter.'] },
  bot: { greet: ['Pip hier, Ihr digitaler Helfer. Was liegt an?'], answer: ['Vielleicht hilft das: 60 Tage Rückgabe, Aufkleber im Profil.'], unclear: ['Das war mir zu schwer, anders bitte?'], handOver: ['Jetzt übernimmt eine Kollegin, mit allem, was Sie schrieben.'] },
};

/** Held-out grammar, French. */
export const french: Pack = {
  hello: { warm: ['Chère équipe,'], plain: ['Bien le bonjour,', 'À qui de droit,'], cold: ['Bon.'] },
  bye: { warm: ['Avec toute ma gratitude'], plain: ['Salutations', 'Bien à vous'], cold: ['Très déçu'] },
  aside: ['Le reste me convient.', 'Avant, ça marchait mieux.'],
  topics: {
    'parcel-late': { calm: ['La commande {order} est-elle partie ? [Rien depuis {days} jours.|Toujours rien chez moi.]', 'On m\'annonçait le {product} pour {weekday}, ma porte dit le contraire.'], angry: ['Toujours pas livré, j\'en ai assez !', 'Arrêtez de dire qu\'il est en route, rien ne bouge !'], more: ['C\'était un cadeau.'], ask: ['Donnez-moi une date honnête.', 'Où se trouve-t-il en ce moment ?'] },
    'size-small': { calm: ['Je fais du 43 et {product} serre comme un 42.'], ask: ['L\'avez-vous en plus grand ?'] },
    'not-warm': { calm: ['L\'affiche promettait −20, je grelottais à −4 dans la {product}.'], angry: ['Moins vingt ? Je ne sentais plus mes bras à −5 !'] },
    'zip-broken': { calm: ['Le curseur du {product} m\'est resté dans la main, moins d\'un mois après l\'achat.'], angry: ['Pantalon ouvert en plein vent, merci la qualité !'] },
    'refund-slow': { calm: ['Vous avez reçu le {product}, ma banque n\'a rien reçu.'], angry: ['C\'est presque du vol, mes {price} !'] },
    'product-question': { calm: ['{product}, ça irait pour [le kayak|quelqu\'un qui transpire] ?', 'Combien pèse {product} sur votre balance ?'] },
    'product-praise': { calm: ['Trois hivers et {product} reste mon préféré.', 'Chapeau à qui a dessiné {product}.'], more: ['Cinq étoiles, c\'est trop peu.'] },
    'staff-praise': { calm: ['Transmettez mes compliments à {agent}, [quel calme|quelle efficacité].'] },
    'cancel-subscription': { calm: ['Veuillez mettre fin à mon contrat d\'entretien [dès que possible|à l\'échéance].'] },
    invoice: { calm: ['Pas de justificatif dans le carton {order}, puis-je en avoir un ?'] },
    'return-how': { calm: ['Quelles sont les étapes pour rendre {product} ?', 'Puis-je le déposer à la boutique de {shop} ?'] },
    'buy-more': { calm: ['{product} m\'a convaincu, qu\'est-ce qui le compléterait ?'] },
  },
  customer: { order: ['Numéro {order}.'], retell: ['Votre assistant sait déjà tout cela. {story}'], chase: ['Ça avance ?', 'Mon message de {weekday} est resté sans suite.'], thanks: ['Formidable, bonne continuation !'], coldThanks: ['Si vous le dites.'], yes: ['Exactement.'] },
  agent: { greet: ['Bienvenue chez Brannholt, ici {agent}.'], askOrder: ['Avez-vous la référence sous la main ?'], askStory: ['Racontez-moi depuis le début.'], readBack: ['J\'ai votre échange sous les yeux, inutile de recommencer.'], sorry: ['Toutes mes excuses.'], fix: ['Voilà, je m\'en suis occupé.'], updateBy: ['Je vous écris au plus tard le {due}.'], refundBy: ['La somme sera chez vous au plus tard le {due}.'], outForDelivery: ['D\'après mon écran, la livraison est en cours aujourd\'hui.'], answer: ['C\'est un bon choix pour cela.'], bye: ['Portez-vous bien.'], handOff: ['Un instant, je vous transfère.'] },
  bot: { greet: ['Ici Pip, votre aide numérique. Dites-moi.'], answer: ['Peut-être ceci : soixante jours pour rendre, étiquettes dans le profil.'], unclear: ['C\'était trop difficile pour moi.'], handOver: ['Une collègue prend la suite, avec toutes vos explications.'] },
};
