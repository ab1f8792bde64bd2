"""The usual tool beside `npm run bench -- text --set multidogo`: TF-IDF of words and characters with a linear SVC (scikit-learn), trained on train, read on dev.

python3 -m venv peers && peers/bin/pip install scikit-learn && peers/bin/python bench/peers/dialogue_intents.py DATA_FOLDER
"""
import sys
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC


def turns(trade, part):
    with open(Path(sys.argv[1]) / 'multidogo' / trade / f'{part}.tsv', encoding='utf8', newline='\n') as file:
        rows = [line.rstrip('\n').split('\t') for line in file][1:]
    return [row[3] for row in rows if len(row) > 5], [row[5] for row in rows if len(row) > 5]


for trade in ('airline', 'insurance', 'media'):
    features = make_union(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), TfidfVectorizer(analyzer='char_wb', ngram_range=(2, 5), sublinear_tf=True))
    model = make_pipeline(features, LinearSVC()).fit(*turns(trade, 'train'))
    print(trade, round(model.score(*turns(trade, 'dev')), 4), flush=True)
