import type { Pack } from '../grammar.ts';

/** Open grammar, German. */
export const german: Pack = {
  hello: { warm: ['Hallo zusammen,', 'Guten Tag liebes Team,'], plain: ['Guten Tag,', 'Hallo,', 'Sehr geehrte Damen und Herren,'], cold: ['An den Kundendienst:', 'Guten Tag.'] },
  bye: { warm: ['Liebe Grüße', 'Vielen Dank und schönen Tag'], plain: ['Mit freundlichen Grüßen', 'Danke', 'Viele Grüße'], cold: ['Ich erwarte eine Antwort.', 'MfG'] },
  aside: ['Sonst bin ich zufrieden.', 'Das kenne ich anders von euch.', 'Nur so als Rückmeldung.'],
  topics: {
    'parcel-late': { calm: ['Mein Paket zur Bestellung {order} [sollte am {weekday} kommen|ist seit {days} Tagen überfällig].', 'Ich warte immer noch auf meine Lieferung ({product}).', 'Die Sendungsverfolgung [bewegt sich seit {days} Tagen nicht|zeigt gar nichts an].'], angry: ['{days} Tage zu spät und keiner weiß was!', 'Wo bleibt mein Paket?! [Zum dritten Mal frage ich jetzt!|Das ist eine Frechheit.]'], more: ['Wir fahren am {weekday} los.', '{carrier} sagt, es sei noch bei euch.'], ask: ['Wann kommt es denn nun?', 'Bitte kurz nachsehen.'] },
    'size-small': { calm: ['{product} fällt [sehr klein|eine Nummer kleiner] aus.', 'Trotz Größentabelle ist {product} viel zu eng.'], angry: ['Schon wieder zu klein, eure Größentabelle ist ein Witz!'], ask: ['Kann ich umtauschen?'] },
    'not-warm': { calm: ['In der {product} habe ich bei minus sieben gefroren, beworben war −20.', 'Für den Herbst gut, aber "warm bei −20" stimmt einfach nicht.'], angry: ['Warm bei −20? Ich habe bei −5 geschlottert!'], ask: ['Ich möchte sie zurückgeben.'] },
    'zip-broken': { calm: ['Bei der {product} ist nach [zwei|drei] Wochen der Reißverschluss [ausgerissen|kaputtgegangen].'], angry: ['Reißverschluss hin, nach zehn Tagen! {price} zum Fenster raus!'], ask: ['Repariert ihr das?'] },
    'refund-slow': { calm: ['Die Rücksendung ist seit {days} Tagen bei euch, das Geld [fehlt noch|ist nicht da].'], angry: ['Wo ist mein Geld?!'], ask: ['Wann wird erstattet?'] },
    'product-question': { calm: ['Ist {product} [für Norwegen im Oktober geeignet|auch lang erhältlich]?', 'Wie schwer ist {product} in Größe M?'], ask: ['Danke für eine kurze Antwort.'] },
    'return-how': { calm: ['Wie schicke ich {product} zurück?', 'Wo finde ich das Rücksendeetikett?'], ask: ['Ist das kostenlos?'] },
    invoice: { calm: ['Bitte schickt mir die Rechnung zu {order}.', 'Ich brauche eine Rechnung mit ausgewiesener Mehrwertsteuer.'] },
    'product-praise': { calm: ['{product} ist [super|klasse], sitzt perfekt.', 'Bin begeistert von {product}, [jederzeit wieder|auch bei Regen top].', 'Tolle Qualität, {product} begleitet mich überall.'], more: ['Klare Empfehlung.', 'Meine Frau will jetzt auch.'] },
    'staff-praise': { calm: ['{agent} war [sehr freundlich|unglaublich geduldig] und hat alles sofort gelöst.', 'Ein großes Lob an {agent}!'] },
    'cancel-subscription': { calm: ['Ich möchte mein Abo [zum Monatsende|ab sofort] kündigen.'], angry: ['Kündigung. Sofort. Und bitte schriftlich bestätigen.'] },
    'explain-again': { calm: ['Ich habe das schon dem Bot erklärt und fange jetzt von vorne an.'], angry: ['Ich erzähle das nicht noch einmal!'] },
    'buy-more': { calm: ['Zu meiner {product} suche ich noch [passende Handschuhe|eine Hose], was empfehlt ihr?'] },
  },
  customer: { order: ['Das ist die {order}.', 'Moment... {order}.'], retell: ['Das habe ich doch gerade alles dem Bot geschrieben. {story}', 'Also noch mal. {story}'], chase: ['Gibt es etwas Neues?', 'Ich hatte vor {days} Tagen geschrieben und warte noch.'], thanks: ['Super, danke!', 'Vielen Dank für die Hilfe.'], coldThanks: ['Na gut.', 'Mal sehen.'], yes: ['Ja, genau.', 'Ja.'] },
  agent: { greet: ['Brannholt, mein Name ist {agent}, was kann ich für Sie tun?'], askOrder: ['Nennen Sie mir bitte die Bestellnummer?'], askStory: ['Worum geht es denn genau?', 'Schildern Sie mir bitte das Problem.'], readBack: ['Ich sehe hier schon, was Sie unserem Assistenten geschrieben haben.'], sorry: ['Das tut mir leid.'], fix: ['Das habe ich gerade für Sie erledigt.'], updateBy: ['Sie hören bis {due} von uns.'], refundBy: ['Das Geld ist bis {due} auf Ihrem Konto.'], outForDelivery: ['Das Paket ist in Zustellung.'], answer: ['Ja, das geht problemlos.', 'Nehmen Sie eine Nummer größer.'], bye: ['Einen schönen Tag noch.'], handOff: ['Ich verbinde Sie weiter.'] },
  bot: { greet: ['Hallo, ich bin Pip. Worum geht es?'], answer: ['Rückgabe ist 60 Tage kostenlos, das Etikett liegt im Konto.'], unclear: ['Das habe ich leider nicht verstanden.'], handOver: ['Da hole ich besser einen Menschen dazu.'] },
};

/** Open grammar, French. */
export const french: Pack = {
  hello: { warm: ['Bonjour à toute l\'équipe,'], plain: ['Bonjour,', 'Madame, Monsieur,'], cold: ['Service client,'] },
  bye: { warm: ['Merci beaucoup et bonne journée'], plain: ['Cordialement', 'Merci d\'avance'], cold: ['J\'attends une réponse.'] },
  aside: ['À part ça, rien à dire.', 'C\'est la première fois que ça arrive.'],
  topics: {
    'parcel-late': { calm: ['Mon colis {order} [devait arriver {weekday}|a {days} jours de retard].', 'J\'attends toujours mon {product}, le suivi ne bouge pas.'], angry: ['{days} jours de retard et personne ne répond !', 'Où est mon colis ?! C\'est la troisième fois que je demande.'], more: ['Nous partons {weekday}.'], ask: ['Quand va-t-il arriver ?', 'Pouvez-vous vérifier ?'] },
    'size-small': { calm: ['{product} taille [petit|une pointure en dessous].'], ask: ['Puis-je échanger ?'] },
    'not-warm': { calm: ['J\'ai eu froid à −6 avec la {product}, la pub disait −20.'], angry: ['Chaud à −20 ? C\'est de la publicité mensongère !'] },
    'zip-broken': { calm: ['La fermeture éclair du {product} a lâché au bout de [deux|trois] semaines.'], angry: ['Fermeture cassée en dix jours, à {price} !'] },
    'refund-slow': { calm: ['J\'ai renvoyé le {product} il y a {days} jours et je n\'ai pas été remboursé.'], angry: ['Rendez-moi mon argent !'] },
    'product-question': { calm: ['Est-ce que {product} convient pour [la randonnée d\'hiver|le vélo au quotidien] ?', 'Quelle taille prendre pour {product} ?'] },
    'product-praise': { calm: ['Très content de {product}, [rien à redire|léger et chaud].', 'Excellente qualité, {product} est parfait.'], more: ['Je recommande.'] },
    'staff-praise': { calm: ['Un grand merci à {agent}, [très aimable|réglé en cinq minutes].'] },
    'cancel-subscription': { calm: ['Je souhaite résilier mon abonnement [à la fin du mois|dès maintenant].'] },
    invoice: { calm: ['Pourriez-vous m\'envoyer la facture de la commande {order} ?'] },
    'return-how': { calm: ['Comment renvoyer {product} ?', 'Où trouver l\'étiquette de retour ?'] },
    'buy-more': { calm: ['Je cherche des gants pour aller avec ma {product}, que conseillez-vous ?'] },
  },
  customer: { order: ['C\'est la {order}.'], retell: ['J\'ai déjà tout expliqué au robot. {story}'], chase: ['Avez-vous des nouvelles ?', 'Je vous ai écrit il y a {days} jours, toujours rien.'], thanks: ['Parfait, merci !'], coldThanks: ['Bon.'], yes: ['Oui, c\'est ça.'] },
  agent: { greet: ['Brannholt bonjour, {agent} à votre écoute.'], askOrder: ['Quel est votre numéro de commande ?'], askStory: ['Pouvez-vous m\'expliquer le problème ?'], readBack: ['Je vois ici ce que vous avez écrit à notre assistant.'], sorry: ['Je suis désolé.'], fix: ['C\'est réglé à l\'instant.'], updateBy: ['Vous aurez de nos nouvelles avant {due}.'], refundBy: ['Le remboursement sera fait avant {due}.'], outForDelivery: ['Le colis est en cours de livraison.'], answer: ['Oui, sans problème.'], bye: ['Bonne journée.'], handOff: ['Je vous passe un collègue.'] },
  bot: { greet: ['Bonjour, je suis Pip. De quoi s\'agit-il ?'], answer: ['Les retours sont gratuits pendant 60 jours.'], unclear: ['Je n\'ai pas compris.'], handOver: ['Je vous mets en relation avec un collègue.'] },
};
