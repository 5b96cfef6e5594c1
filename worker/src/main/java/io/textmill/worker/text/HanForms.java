package io.textmill.worker.text;

/** The two forms of frequent Chinese characters, as far as they differ. */
final class HanForms {
    private static final String SIMPLIFIED =
            "这们来时说国会对个为发学过还经长现样开关问间电车东马见买卖让认语话请谢读谁该应总点热爱边万与业严产亲从众优体传价儿写军农动务区医华单历压双变号听图团场声处备头实将尽岁师带帮广张强当录忆怀态战报担择换据损数断无旧术机杀权条极构标树检欢气汉没济测满灯灵状独环画监确础种积称稳穷节笔简类级纪纸线组细织终结给络统继维综编缩网职联肃脑药获虽补装观规视览触计订训议记讲许论设访证评识诉试词译详误调谈谓负财责败货质费资赛赵轮软较输达运进远连选递遗邮释针钱铁销错键门闭闻阅队阶际陆难项顺须顾预领频题颜额风飞饭馆验鱼鸟麦黄齐龙";
    private static final String TRADITIONAL =
            "這們來時說國會對個為發學過還經長現樣開關問間電車東馬見買賣讓認語話請謝讀誰該應總點熱愛邊萬與業嚴產親從眾優體傳價兒寫軍農動務區醫華單歷壓雙變號聽圖團場聲處備頭實將盡歲師帶幫廣張強當錄憶懷態戰報擔擇換據損數斷無舊術機殺權條極構標樹檢歡氣漢沒濟測滿燈靈狀獨環畫監確礎種積稱穩窮節筆簡類級紀紙線組細織終結給絡統繼維綜編縮網職聯肅腦藥獲雖補裝觀規視覽觸計訂訓議記講許論設訪證評識訴試詞譯詳誤調談謂負財責敗貨質費資賽趙輪軟較輸達運進遠連選遞遺郵釋針錢鐵銷錯鍵門閉聞閱隊階際陸難項順須顧預領頻題顏額風飛飯館驗魚鳥麥黃齊龍";

    private HanForms() {}

    /** Whether more of them are in the traditional form than in the simplified one. */
    static boolean areTraditional(String text) {
        int balance = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (TRADITIONAL.indexOf(c) >= 0) {
                balance++;
            } else if (SIMPLIFIED.indexOf(c) >= 0) {
                balance--;
            }
        }
        return balance > 0;
    }
}
