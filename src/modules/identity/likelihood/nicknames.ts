/** Each line: given names that one person may go by. Written from general knowledge; a name may stand in several lines. */
const CIRCLES = `
abigail abby abbie gail
adam ad
adelaide adele addie heidi
agnes aggie nessa
albert al bert bertie alberto
alexander alex alec xander sandy sasha alejandro alexandros lex alasdair alistair
alexandra alex lexi lexie sandra sandy sasha alexa
alfred alf alfie fred freddie
alison ali allison allie
alan allan allen al
amanda mandy
amelia amy millie milly mia
andrew andy drew andreas andre andrei
angela angie ange
ann anne anna annie nan nancy annette hannah anita
anthony tony ant anton antonio antony toni
archibald archie
arthur art artie
augustus gus augustin
barbara barb babs barbie
bartholomew bart
beatrice bea bee trixie beatrix
benjamin ben benny benji
bernard bernie bern
beverley bev
bradley brad
bridget bridie biddy
cameron cam
caroline carrie caro carol carolyn
catherine cath cathy kate katie cat kitty katherine kathryn catharine kathleen katharine karen katrina trina
katherine kate katie kathy kath kat kay kitty kit katy katya
charles charlie chas chuck carl karl carlos chaz
charlotte lottie charlie lotte char
christine chris chrissie tina christina kirsty kristin christy
christopher chris kit topher kris christoph
clarence clarrie
clifford cliff
clement clem
constance connie
cynthia cindy
daniel dan danny
danielle dani
david dave davy davey dai
deborah deb debbie debs debra
dennis den denny
derek del rick
diana di diane
dominic dom nic
donald don donnie
dorothy dot dottie dolly dora thea
douglas doug dougie
edmund ed eddie ned ted
edward ed eddie ted teddy ned eduard eduardo
edwin ed eddie
eleanor ellie nell nellie elle nora ella ellen leonora
elizabeth liz lizzie beth betty bess bessie eliza libby elsie lisa betsy lilibet elisabeth isabel
emily em emmy emmie milly
emma em emmie
ernest ernie
eugene gene
evelyn eve evie lyn
felicity fliss flick
florence flo flossie florrie
frances fran francis frankie franny fanny
francis frank frankie fran francesco francois franz francisco paco
franklin frank
frederick fred freddie freddy fritz frederic rick federico
gabriel gabe
gabriella gabby ella gabrielle gabi
geoffrey geoff jeff jeffrey
george georgie jorge georg giorgio yuri
georgina georgie gina georgia
gerald gerry jerry
gerard gerry jerry
gillian gill jill gilly jillian
gregory greg gregor
grace gracie
gwendolyn gwen wendy
hannah han anna nan
harold harry hal
harriet hattie harry
helen nell nellie ellen helena lena eleni
henry harry hal hank henri enrique heinrich
herbert bert herb bertie
hugh hughie huw
humphrey humph
ignatius iggy nacho ignacio
isaac ike zac
isabella bella izzy isabel isabelle belle issy
jacob jake jack
jacqueline jackie jacqui
james jim jimmy jamie jem jimmie jaime
jane janey jenny janet jean joan
janet jan
jasmine jas jazz
jean jeanie
jeffrey jeff
jennifer jen jenny jenn jennie
jeremy jerry jem
jessica jess jessie
joan joanie jo
joanna jo joanne joey
john jack johnny jon ian sean johan hans juan ivan evan jock jean giovanni
jonathan jon jonny johnny nathan
joseph joe joey jos jose giuseppe pepe josef
josephine jo josie fifi
joshua josh
judith judy jude
julia julie jules juliet
kenneth ken kenny
kevin kev
kimberley kim kimmy
laura laurie lori
lawrence larry laurie lorenzo laurence
leonard len lenny leo
leslie les
lewis lew lou louis louie
lillian lily lil lilly
linda lindy lin lyn lynda
louise lou lulu louisa
lucy lucie lu lucille lucia
madeleine maddie maddy madeline
malcolm mal
marcus mark marc marco
margaret maggie meg peggy madge marge margie greta rita daisy peg mags marguerite gretchen megan
maria marie mary mia mitzi
martha marty mattie
martin marty
mary molly polly mae may mamie maria marie moll
matilda tilly tilda mattie
matthew matt matty mat matteo
maurice mo morris
maxwell max maximilian
melanie mel
melissa mel missy lissa
michael mike mick mickey micky mikey miguel mikhail michel misha
michelle shelly chelle mich
mildred millie milly
mohammed muhammad mohammad mo mohamed mohd mehmet
nancy nan
natalie nat nattie natasha natalia
nathan nate nat
nathaniel nat nate nathan
neil neal
nicholas nick nicky nico klaus nicolas nikolai colin
nicola nicky nic nikki nicole
norman norm
oliver ollie olly noll
olivia liv livvy livia ollie
oscar ozzie
pamela pam
patricia pat trish tricia patsy patty
patrick pat paddy rick
paula pauline polly
penelope penny pen
peter pete pedro pierre pyotr
philip phil pip phillip felipe
philippa pippa pip
phyllis phyl
rachel rach rae
raymond ray
rebecca becky becca bex becks
reginald reg reggie
richard rick dick rich ricky richie dickie ricardo
robert rob bob bobby robbie bert robin roberto rupert
roberta bobbie
roderick rod rick
rodney rod
roger rodge
roland roly rowland
ronald ron ronnie
rosemary rose rosie romy
rosalind ros roz
russell russ
ruth ruthie
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally sal sadie sara
sebastian seb bas
sharon shaz
sheila shelagh
sidney sid
simon si
sophia sophie sofia sophy
stanley stan
stephanie steph steffi
stephen steve steven stevie stefan esteban ste
stuart stewart stu
susan sue susie suzy suzie suzanne susanna sukie
sylvia syl
terence terry tel terrence
teresa terry tess theresa tessa
thaddeus thad tad
theodora thea dora teddy
theodore ted teddy theo
thomas tom tommy thom tomas
timothy tim timmy
tobias toby
valerie val
vanessa nessa van
veronica ronnie vera
victor vic
victoria vicky tori vic vikki vicki
vincent vince vinny
violet vi
virginia ginny ginger
walter walt wally wat
wilfred wilf fred
wilhelmina mina minnie billie
william will bill billy willie willy liam guillermo wilhelm
winifred winnie freda
yvonne eve
zachary zach zak zac zack
`;

const circlesOf = new Map<string, readonly number[]>();
for (const [at, line] of CIRCLES.trim().split('\n').entries()) {
  for (const name of line.split(' ')) circlesOf.set(name, [...(circlesOf.get(name) ?? []), at]);
}

/** Whether two folded given names are often names of one person. False for equal names that no circle holds. */
export function areNicknames(a: string, b: string): boolean {
  const circles = circlesOf.get(a);
  const others = circles === undefined ? undefined : circlesOf.get(b);
  return circles !== undefined && others !== undefined && circles.some((circle) => others.includes(circle));
}

/** One name that stands for the first circle of a given name, so that nicknames share blocking keys; the name itself where no circle holds it. */
export function nicknameKey(name: string): string {
  const circle = circlesOf.get(name)?.[0];
  return circle === undefined ? name : `~${circle}`;
}
