"""Articles of about 5 KB in made-up Vietnamese, for measuring."""

from itertools import accumulate, product
from random import Random

WORDS_IN_ARTICLE = 950
RARE = "quỳnh nghi xuân"
ONSETS = "b c ch d đ g gi h k kh l m n ng nh ph q r s t th tr v x"
RIMES = "a ai an ang anh ao âm ân âu e em en êu i iên iêu inh o oan oi ong ô ôm ông ơ ơi ưa ưng ươi"


class Texts:
    """Texts with the word frequencies of a language: few words often, thousands seldom."""

    def __init__(self):
        self.random = Random(2026)
        tones = {"a": "aàáảãạ", "â": "âầấẩẫậ", "e": "eèéẻẽẹ", "ê": "êềếểễệ", "i": "iìíỉĩị"}
        tones |= {"o": "oòóỏõọ", "ô": "ôồốổỗộ", "ơ": "ơờớởỡợ", "ư": "ưừứửữự"}
        words = {
            onset + rime.replace(vowel, marked, 1)
            for onset, rime in product(ONSETS.split(), RIMES.split())
            for vowel in rime[:1]
            for marked in tones[vowel]
        }
        self.words = sorted(words)
        self.random.shuffle(self.words)
        self.weights = list(accumulate(1 / (place + 5) for place in range(len(self.words))))

    def some(self, count):
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def body(self, is_rare):
        text = self.some(WORDS_IN_ARTICLE - 70)
        for phrase, times in (("công đoàn", 10), ("người lao động", 8), (RARE, int(is_rare))):
            for _time in range(times):
                text.insert(self.random.randrange(len(text)), phrase)
        return "".join(f"<p>{' '.join(text[at : at + 90])}.</p>" for at in range(0, len(text), 90))
