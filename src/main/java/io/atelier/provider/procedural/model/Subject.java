package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.prompt.Prompt;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * What a model can be of, and the words that ask for it in the languages of campaigns.
 *
 * <p>The heaviest named wins, among equals the one named first; where none is, an ornament.
 */
// The fields are method references and sets that Set.of made.
@SuppressWarnings("ImmutableEnumChecker")
enum Subject {
  TREASURE_CHEST(
      9,
      TreasureChest::build,
      "chest chests treasure loot schatztruhe truhe schatz schatzkiste coffre trésor cofre tesoro "
          + "baú forziere schatkist skattkista сундук сокровище sandık hazine skrzynia صندوق كنز "
          + "खज़ाना संदूक 宝箱 宝物 보물상자 보물 หีบสมบัติ"),
  SLOT_MACHINE(
      9,
      SlotMachine::build,
      "slot slots fruitmachine jackpot bandit spielautomat einarmiger tragamonedas tragaperras "
          + "caçaníquel gokkast автомат слот 老虎机 スロット 슬롯 슬롯머신"),
  PRIZE_WHEEL(
      8,
      PrizeWheel::build,
      "wheel wheels spinner roulette fortune glücksrad gewinnrad rad roue ruleta rueda roda roleta "
          + "ruota wiel rad kolo koło колесо рулетка çark çarkıfelek عجلة पहिया चक्र 转盘 轮盘 大转盘 "
          + "ルーレット ホイール 룰렛 바퀴 วงล้อ"),
  TROPHY(
      7,
      Trophy::build,
      "trophy trophies cup goblet chalice grail pokal trophäe kelch trophée coupe trofeo copa taça "
          + "troféu coppa beker trofee кубок трофей kupa puchar كأس ट्रॉफी 奖杯 獎盃 トロフィー 優勝カップ "
          + "트로피 우승컵 ถ้วยรางวัล"),
  PLAYING_CARDS(
      7,
      PlayingCards::build,
      "card cards playingcards poker blackjack deck ace aces royal flush karte karten spielkarten "
          + "spielkarte cartes carte naipes cartas carta baralho kaarten карты карта kart kartlar karty "
          + "بطاقات أوراق ताश 扑克 扑克牌 纸牌 トランプ カード 카드 ไพ่"),
  PODIUM(
      6,
      Podium::build,
      "podium podiums winners siegertreppchen siegerpodest treppchen podest podio pódio пьедестал "
          + "podyum منصة 领奖台 表彰台 시상대"),
  STAGE(
      6,
      Stage::build,
      "stage stages theater theatre concert show platform bühne scène escenario palco palcoscenico "
          + "podiet сцена sahne scena مسرح मंच 舞台 ステージ 무대 เวที"),
  DICE(
      6,
      Dice::build,
      "dice die craps würfel dés dé dado dados dadi dobbelsteen dobbelstenen кости кубики zar zarlar "
          + "kości kostki نرد पासा 骰子 サイコロ 주사위 ลูกเต๋า"),
  GIFT_BOX(
      6,
      GiftBox::build,
      "gift gifts present presents giftbox parcel geschenk geschenkbox geschenke päckchen cadeau "
          + "cadeaux regalo regalos presente prenda cadeautje подарок hediye prezent هدية उपहार 礼物 礼盒 "
          + "プレゼント 贈り物 선물 선물상자 ของขวัญ"),
  CROWN(
      6,
      Crown::build,
      "crown crowns tiara diadem king krone couronne corona coroa kroon корона taç korona تاج मुकुट ताज "
          + "王冠 皇冠 クラウン 왕관 มงกุฎ"),
  COIN(
      5,
      Coin::build,
      "coin coins token tokens medal doubloon chip münze münzen goldmünze taler medaille pièce "
          + "monnaie moneda monedas moeda moedas moneta munt монета монеты para moneta عملة सिक्का 硬币 "
          + "金币 コイン 硬貨 동전 코인 เหรียญ"),
  GEM(
      4,
      Gem::build,
      "gem gems gemstone jewel jewels diamond diamonds ruby sapphire emerald amethyst topaz crystal "
          + "brilliant edelstein edelsteine diamant juwel smaragd rubin saphir gemme bijou joyau joya gema "
          + "diamante joia gioiello edelsteen драгоценный алмаз бриллиант рубин mücevher elmas klejnot "
          + "جوهرة ألماس रत्न हीरा 宝石 钻石 ダイヤモンド ダイヤ 보석 다이아몬드 เพชร"),
  STAR(
      3,
      Stars::build,
      "star stars starfish stern sterne étoile étoiles estrella estrellas estrela stella ster звезда "
          + "yıldız gwiazda نجمة तारा सितारा 星 星星 スター 별 ดาว"),
  ORNAMENT(0, Ornament::build, "");

  private final int weight;
  private final Design design;
  private final Set<String> words;

  /** Builds a model in a detail; everything left open is the prompt's seed's. */
  private interface Design {
    void build(Model model, Workshop shop, Detail detail);
  }

  Subject(int weight, Design design, String words) {
    this.weight = weight;
    this.design = design;
    this.words = Set.copyOf(Arrays.asList(words.split(" ")));
  }

  static Subject of(Prompt prompt) {
    Subject best = ORNAMENT;
    for (String word : prompt.words()) {
      for (Subject subject : values()) {
        if (subject.weight > best.weight && subject.isNamedBy(word)) {
          best = subject;
        }
      }
    }
    return best;
  }

  /** As fine as the budget allows. */
  Model build(Workshop shop, int maxTriangles) {
    for (int i = 0; ; i++) {
      Detail detail = Detail.descending(i);
      Model model = new Model(name().toLowerCase(Locale.ROOT).replace('_', ' '));
      design.build(model, shop, detail);
      if (model.triangles() <= maxTriangles) {
        return model;
      }
      if (detail.coarsest()) {
        throw new IllegalStateException(
            this + " has " + model.triangles() + " triangles at least, " + maxTriangles + " asked");
      }
    }
  }

  /** Scripts without spaces put several things in one word. */
  private boolean isNamedBy(String word) {
    return words.contains(word)
        || (word.charAt(0) > '\u0e00'
            && words.stream()
                .anyMatch(
                    name -> name.length() > 0 && name.charAt(0) > '\u0e00' && word.contains(name)));
  }
}
