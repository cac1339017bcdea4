"""Words in Latin letters that speak for or against a name."""

TITLES = frozenset(
    "Mr Mrs Ms Miss Mx Dr Prof Professor Sir Madam Auntie Aunt Uncle Sister Brother Nurse Father Rev Grandma Grandpa Doctor Coach".split()
)
SPEECH = frozenset(
    "said says asked told mentioned reported explained agreed thanked suggested replied added thinks thought felt wants wanted called joked "
    "noted answered laughed cried admitted described shared smiled attended chaired facilitated volunteered arrived lives lived moved who".split()
)
ORGANISATION_WORDS = frozenset(
    "Street Road Avenue Lane Hospital Park Trust Foundation Library Centre Center School University College Church House Hall Council Court Square "
    "Station Clinic Estate Building Bridge Hotel Bank Club Society Association Institute Department Ministry Office Company Limited Ltd Inc Group "
    "Act Bay City County District Island River Lake Mountain Valley Project Programme Program Service Services Committee Team Award Prize Day Week".split()
)
NOT_NAMES = frozenset(
    "I A An The This That These Those He She It We You They My Your His Her Its Our Their And But Or So If As At By For From In Into Of On To Up "
    "With Without When Where Who What Which Why How Whether While Then There Here Now Yes No Not Nor Also After Before Because Since Until Although "
    "However Perhaps Maybe Please Thanks Thank Hi Hello Hey Dear Best Kind Regards Sincerely Today Tomorrow Yesterday Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday January February March April June July August September October November December Mon Tue Wed Thu Fri Sat Sun "
    "Good Well Okay Ok OK Oh Some Any All Both Each Every Most Many Much Few More Less Other Another One Two Three Four Five Six First Second Next "
    "Last Present Absent Minutes Agenda Action Date Time Place Interviewer Respondent Interviewee Facilitator Worker Client Participant Speaker "
    "Moderator Chair Host Therapist Counsellor Counselor Supervisor Social Community Residents People Everyone Everybody Nobody Somebody Mornings "
    "Is Are Was Were Be Been Do Does Did Have Has Had Can Could Will Would Shall Should May Might Must Let Make Mark Look See Come Go Get Take "
    "English Chinese British American European African Asian Indian French German Spanish Cantonese Mandarin China Beijing Shanghai Guangzhou "
    "Shenzhen London Paris Berlin Tokyo York America England Britain Europe Asia Africa India Japan Germany France Hong Kong Taiwan Macau Zoom "
    "Word Excel PowerPoint WeChat WhatsApp Facebook Google Apple Microsoft Windows Office Internet Covid COVID NGO PTSD ADHD CEO PPT PDF APP App "
    "SOP KPI QQ VIP DNA USA UK EU UN WHO NHS GP AI IT TV PM AM CBT OT PT MSW BSW HR PR IQ EQ ID BBC CNN NBA CCTV GDP Note Notes Case Group "
    "According Act Also Care Health Mental Family Youth Children Women Men Home Work Unit Part Section Table Figure Chapter Appendix "
    "Name Names Nationality Gender Sex Age Birth Address Email Mobile Phone Education Experience Skills Skill Publications Publication References Referees "
    "Languages Language Interests Hobbies Objective Profile Summary Qualifications Awards Employment Position Title Marital Status Occupation Website "
    "Curriculum Vitae Resume Contact Contacts Question Answer Notes Topic Subject Location Background Introduction Methods Results Discussion Conclusion "
    "Research Training Certificate Degree Bachelor Master Department Manager Director Officer Assistant Coordinator Volunteer Volunteers Interests "
    "Goal Goals Plan Plans Purpose Attendance Present Apologies Absent Decision Decisions Issue Issues Comment Comments Photo Figure Source".split()
)
AMBIGUOUS = frozenset(
    "May Will Grace Hope Faith Joy Mark Rose Lily Daisy Summer Bill Frank Jack Art Chase Drew Gene Guy Ivy June April August Max Pat Ray Rich Rob Sue Violet Jasmine Iris Dawn Angel Amber Ruby Crystal Christian Jordan Chance Destiny Trinity Harmony Melody Sunny Lucky Nice Happy Kitty".split()
)
PINYIN_SURNAMES = frozenset(
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Song Tang Han Feng Deng Cao Peng Zeng Xiao "
    "Tian Dong Yuan Pan Yu Jiang Cai Du Ye Cheng Su Wei Lu Lyu Ding Ren Shen Yao Cui Zhong Tan Fan Jin Shi Liao Jia Xia Fu Fang Bai Zou Meng Xiong "
    "Qin Qiu Hou Yin Xue Yan Duan Lei Long Tao Shao Mao Hao Gong Wan Qian Dai Mo Kong Xiang Chang Wen Kang Niu Ge Xing An Qi Qiao Ouyang Sima "
    "Shangguan Zhuge Situ Chan Wong Cheung Lau Leung Ng Lam Chow Kwok Tsang Ho Yip Yeung Cheng Tse Kwan Mak Fung Lo Lai Poon Lee Tam Siu Yuen Hui Ko".split()
)
GIVEN_NAMES = frozenset(
    "Aaron Abby Abdul Adam Adrian Agnes Ahmed Aisha Alan Albert Alex Alexander Alexandra Ali Alice Alison Amanda Amelia Amina Amir Amit Amy Ana "
    "Andrea Andrew Andy Angela Angie Anita Ann Anna Anne Annie Anthony Antonio Arthur Ashley Barbara Becky Ben Benjamin Bernard Beth Betty Bob "
    "Bobby Brandon Brenda Brian Bruce Candy Carl Carla Carlos Carmen Carol Caroline Catherine Cathy Charles Charlie Charlotte Cherry Chloe Chris "
    "Christina Christine Christopher Cindy Claire Clara Colin Connie Craig Cynthia Daniel Danny Dave David Deborah Debbie Dennis Derek Diana Diane "
    "Donald Donna Dorothy Doris Doug Dylan Eddie Edith Edward Eileen Elaine Eleanor Elena Elizabeth Ella Ellen Emily Emma Eric Erica Esther Ethan "
    "Eva Eve Evelyn Fatima Felix Fiona Flora Florence Frances Francis Fred Gary Gavin Geoff George Gerald Gina Gloria Gordon Graham Grace Greg "
    "Hannah Harold Harriet Harry Hassan Hazel Heather Helen Henry Hilary Howard Hugh Ian Ibrahim Irene Isaac Isabel Isabella Ivan Jack Jackie Jacob "
    "Jake James Jamie Jane Janet Janice Jason Jay Jean Jeff Jennifer Jenny Jeremy Jerry Jessica Jessie Jill Jim Jimmy Joan Joanna Joanne Joe Joel John Johnny Jonathan "
    "Jose Joseph Josh Joshua Joyce Juan Judith Judy Julia Julian Julie Justin Karen Karl Kate Katherine Kathleen Kathy Katie Keith Kelly Ken Kenneth "
    "Kevin Khalid Kim Kirsty Kyle Larry Laura Lauren Lawrence Leah Leila Leo Leon Leonard Leslie Lewis Liam Linda Lisa Liz Lorraine Louis Louise Lucas "
    "Lucy Luis Luke Lydia Lynn Maggie Malcolm Mandy Marcus Margaret Maria Marie Marilyn Mario Marion Mark Martha Martin Mary Matt Matthew Maureen Max "
    "Megan Melissa Mia Michael Michelle Miguel Mike Miranda Mohamed Mohammed Molly Monica Muhammad Nancy Naomi Natalie Natasha Nathan Neil Nicholas "
    "Nick Nicola Nicole Nigel Nina Noah Nora Oliver Olivia Olga Omar Oscar Pamela Patricia Patrick Paul Paula Pauline Peggy Penny Peter Phil Philip Phoebe "
    "Polly Priya Rachel Rajesh Ralph Raymond Rebecca Richard Rick Rita Robert Robin Roger Roland Ron Ronald Rosa Rose Rosemary Ross Roy Russell Ruth "
    "Ryan Sally Sam Samantha Samuel Sandra Sandy Sara Sarah Scott Sean Sharon Sheila Shirley Simon Sophia Sophie Stanley Stella Stephanie Stephen "
    "Steve Steven Stuart Sunita Susan Suzanne Sylvia Tamara Tanya Tara Ted Teresa Terry Thomas Tiffany Tim Timothy Tina Toby Todd Tom Tommy Tony Tracy "
    "Trevor Ursula Valerie Vanessa Vera Veronica Vicky Victor Victoria Vincent Virginia Vivian Walter Wanda Wayne Wendy William Winnie Yasmin Yvonne Zoe "
    "Rajiv Ravi Sanjay Sunil Anil Arjun Deepak Vikram Rahul Amitabh Priyanka Anjali Kavita Lakshmi Meera Neha Pooja Radha Sita Usha Imran Bilal Tariq Yusuf "
    "Khadija Zainab Maryam Nadia Samira Layla Noor Farah Huda Mustafa Mahmoud Youssef Karim Hamid Reza Siobhan Niamh Aoife Sinead Ciaran Declan Eoin Padraig "
    "Gareth Rhys Owen Bronwyn Angus Hamish Callum Ewan Isla Fergus Yuki Hiro Hiroshi Kenji Takeshi Akira Satoshi Yoko Keiko Haruka Naoko Kofi Kwame Ama Akua "
    "Chidi Ngozi Emeka Amara Oluwaseun Thabo Sipho Nomsa Aleksandra Agnieszka Katarzyna Piotr Tomasz Krzysztof Jan Pavel Ivana Milan Dragan Vladimir Sergei Dmitri "
    "Natalia Svetlana Ekaterina Irina Oksana Andrei Mikhail Nikolai Boris Igor Pierre Luc Francois Jacques Camille Sandrine Hans Klaus Jürgen Heinz Ingrid Helga "
    "Lars Sven Bjorn Astrid Giovanni Giuseppe Paolo Francesca Chiara Luca Matteo Carmela Pablo Pedro Diego Javier Fernando Alejandro Guadalupe Rosario Lucia "
    "Joao Paulo Thiago Mateus Beatriz Siti Nurul Aminah Wayan Putu Nguyen Linh Thuy Huong Minh Duc Somchai Minho Jihoon Seojun Jiwoo Hyejin Soyeon Gemma Jodie "
    "Kirsten Leanne Tracey Darren Wayne Shaun Kieran Lee Glenn Barry Trudy Hayley Abigail Alfie Amelie Archie Ava Caleb Carter Cole Cooper Dominic Eliza "
    "Evie Freya Harvey Henrietta Imogen Ines Jasper Jayden Logan Lola Mabel Maisie Mason Millie Mila Nathaniel Nolan Oscar Otis Phoebe Reuben Rory Rowan Seth "
    "Sebastian Theo Theodore Tristan Tyler Zachary Zara".split()
)
