"""python3 -m unittest discover -s tools/generator/tests -t tools"""
